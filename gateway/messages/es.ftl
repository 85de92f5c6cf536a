### Configuración
config_unreadable = no se puede leer la configuración «{ $path }»: { $detail }
config_invalid = la configuración «{ $path }» no es correcta: { $detail }

### Acuerdos
participant_unknown = El participante no está inscrito en esta pasarela
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

### Rechazos
route_unknown = No hay nada en esta dirección
route_unknown-remedy = Revise la dirección: las que existen están en docs/API.md.
method_not_allowed = Esta dirección no admite ese método
method_not_allowed-remedy = Use el método que indica docs/API.md.
header_too_large = Los encabezados de la petición ocupan más de { $limit } bytes
header_too_large-remedy = Envíe menos encabezados o más cortos.
host_mismatch = El encabezado Host no es el nombre pedido al abrir la conexión
host_mismatch-remedy = Abra una conexión con el mismo nombre que pide en Host.
parameter_invalid = La dirección lleva un parámetro que no se entiende; aquí existe solo { $name }
parameter_invalid-remedy = Quítelo o dele el valor que describe docs/API.md.
rate_limited = Demasiadas peticiones en poco tiempo
rate_limited-remedy = Espere { $seconds } s y vuelva a intentarlo, más despacio.
receiving_limited = Ya está enviando a la vez tantos envíos como se admiten
receiving_limited-remedy = Espere a que termine alguno y vuelva a intentarlo.
gateway_busy = La pasarela está ocupada con otros envíos
gateway_busy-remedy = Vuelva a intentarlo en unos segundos con el mismo identificador: nada se guardó.
media_type_unsupported = El cuerpo debe ser application/json
media_type_unsupported-remedy = Envíe el documento con Content-Type: application/json.
content_encoding_unsupported = La compresión indicada en Content-Encoding no se admite
content_encoding_unsupported-remedy = Use gzip o zstd, una sola vez, o ninguna.
content_encoding_invalid = El cuerpo no corresponde a la compresión indicada en Content-Encoding
content_encoding_invalid-remedy = Comprima el documento de nuevo y envíelo otra vez.
body_too_large = El cuerpo ocupa más de { $limit } bytes
body_too_large-remedy = Comprímalo con zstd o gzip, o divida la tabla en varios periodos.
document_too_large = El documento, ya descomprimido, ocupa más de { $limit } bytes
document_too_large-remedy = Divida la tabla en varios periodos.
body_truncated = El cuerpo terminó antes de tiempo
body_truncated-remedy = Vuelva a enviarlo con el mismo identificador: nada se guardó.
body_too_slow = El cuerpo llega demasiado despacio
body_too_slow-remedy = Revise su línea y vuelva a enviarlo con el mismo identificador; comprimido tarda menos.
signature_missing = Falta la firma del documento
signature_missing-remedy = Firme los bytes exactos y envíe la firma en el encabezado Puente-Signature; `puente submit` lo hace.
submission_invalid = El envío no cumple las reglas de su flujo de datos
submission_invalid-remedy = Corrija los hallazgos en la oficina y envíe el documento corregido, firmado de nuevo.
dataflow_unknown = El flujo de datos no existe en esta versión
dataflow_unknown-remedy = Los flujos que existen se ven con `puente schema list`.
dataflow_version_unknown = La versión del flujo de datos no se conoce
dataflow_version_unknown-remedy = Prepare el envío con la versión { $known }.
provider_mismatch = El envío nombra como proveedor a otro participante
provider_mismatch-remedy = Cada oficina envía solo lo suyo, con su propio certificado.
table_below_threshold = Hay celdas con menos casos de los que permite el perfil de confidencialidad
table_below_threshold-remedy = Proteja la tabla de nuevo en la oficina con `puente adapter run` o `puente protect` y envíela otra vez.
table_recoverable = Hay celdas suprimidas que se pueden calcular con las publicadas
table_recoverable-remedy = Suprima más celdas: `puente protect` las elige y `puente attack` lo comprueba antes de enviar.
release_opens_cells = Junto con una publicación anterior del mismo período se pueden calcular celdas suprimidas
release_opens_cells-remedy = Oculte las mismas celdas que antes: `puente adapter run --previous` y `puente protect --earlier` tienen en cuenta la publicación anterior.
submission_id_reused = El identificador ya pertenece a otro envío
submission_id_reused-remedy = Dé un identificador nuevo a un documento nuevo; el mismo documento se reenvía sin cambiarle un byte.
revision_taken = Esa revisión del periodo ya existe
revision_taken-remedy = Si las cifras cambiaron, envíelas como revisión { $next }.
revision_out_of_order = La revisión no sigue a la última
revision_out_of_order-remedy = Envíela como revisión { $next }, o envíe antes las que faltan.
submission_unknown = No hay ningún envío suyo con ese identificador
submission_unknown-remedy = Revise el identificador; si el envío no llegó, envíelo.
store_unavailable = La base de datos de la pasarela no responde
store_unavailable-remedy = Vuelva a intentarlo más tarde con el mismo identificador: nada se guardó.
spool_unavailable = La pasarela no tiene dónde recibir el cuerpo
spool_unavailable-remedy = Vuelva a intentarlo más tarde con el mismo identificador: nada se guardó.
internal_error = Falló algo en la pasarela
internal_error-remedy = Vuelva a intentarlo; si se repite, dé al administrador el identificador de la petición.
certificate-remedy = Abra una conexión con un certificado vigente de su autoridad.
signature-remedy = Firme los bytes exactos del documento con el certificado de la oficina que lo envía; `puente submit` lo hace.
denied-remedy = Consulte con el administrador de la pasarela qué acuerdos están en vigor.

### Arranque
open_store = no se puede abrir la base de datos: { $detail }
open_other_signer = el certificado de firma no es el de PUENTE-GATEWAY
listen_failed = no se puede escuchar en { $address }: { $detail }
schedule_failed = no se puede iniciar el calendario: { $detail }
serve_failed = la pasarela dejó de atender: { $detail }
log_filter_invalid = el filtro del registro no se entiende: { $detail }
tables_behind = las tablas son de una versión anterior: ejecute `puente gateway migrate`
trust_crl_stale = la lista de certificados revocados debía haberse renovado
certificate_ends_soon = el certificado vence en menos de 14 días
certificate_file_expired = el certificado ha vencido
certificate_file_malformed = el certificado no se puede leer
cell_unaltered = La cifra de { $cell } no es de las que produce el método declarado
cell_recoverable = La celda suprimida { $cell } se puede calcular con las demás
cell_undecided = No se pudo decidir si { $count } celdas suprimidas se pueden calcular; envíe la tabla con menos desgloses
cell_hidden_before = La celda { $cell }, oculta en el envío { $submission } (revisión { $revision }), se publica ahora
cell_opened = La celda suprimida { $cell } se puede calcular con este envío y el envío { $submission } (revisión { $revision }) juntos
