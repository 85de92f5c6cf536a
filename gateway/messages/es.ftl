### Configuración
config_unreadable = no se puede leer la configuración «{ $path }»: { $detail }
config_invalid = la configuración «{ $path }» no es correcta: { $detail }

### Acuerdos
participant_unknown = El participante no está inscrito en este gateway
participant_suspended = El participante está suspendido
agreement_missing = Ningún acuerdo permite este intercambio
agreement_not_in_force = El acuerdo que permitía este intercambio no está vigente
agreement_narrowed = El acuerdo vigente solo permite cifras menos detalladas que estas

### Entregas
delivery_unknown = No hay ninguna entrega con ese identificador en su bandeja

### Configuración como código
folder_invalid = La carpeta de configuración tiene errores: { $count }. No se ha cambiado nada
store_behind = Las tablas de la base de datos son de una versión anterior. Ejecute primero «puente gateway migrate»
folder_proposal = ¿Quiso decir «{ $proposal }»?
folder_unreadable = no se puede leer: { $detail }
folder_file_invalid = no se entiende: { $detail }
folder_word_unknown = no se conoce «{ $written }». Se admite: { $known }
folder_key_missing = falta la clave «{ $written }»
participant_id_invalid = «{ $written }» no es un identificador de participante: se espera el código de tres letras del país, un guion y la institución en mayúsculas, por ejemplo HND-INE
area_not_known = el país de «{ $written }» no está en CL_AREA
id_repeated = el identificador «{ $written }» ya está en otra entrada
participant_not_in_folder = el participante «{ $written }» no está en la carpeta participants
recipient_not_known = «{ $written }» no es un participante, un país ni un grupo de CL_AREA
dataflow_not_known = no existe el flujo de datos «{ $written }»
dimension_not_known = «{ $written }» no es una dimensión de { $dataflow }; use "all" o una lista de dimensiones
validity_reversed = la vigencia de «{ $written }» termina antes de empezar
cron_invalid = «{ $written }» no es una expresión cron de cinco campos, o de seis con los segundos primero
cron_never = la expresión cron «{ $written }» no se cumple nunca
time_zone_not_known = la zona horaria «{ $written }» no existe
