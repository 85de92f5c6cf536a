### The command line itself
error-label = error
help = Puente: intercambio de estadísticas de migración laboral entre los países de la Conferencia Regional sobre Migración
help-usage = Uso
help-heading-commands = Órdenes
help-heading-arguments = Argumentos
help-heading-options = Opciones
help-word-options = OPCIONES
help-word-command = ORDEN
help-flag = Muestra esta ayuda
help-version = Muestra la versión
help-global-lang = Idioma de todos los textos: es, en o fr (también con la variable PUENTE_LANG)
help-global-format = Forma del resultado en la salida estándar: texto para personas, json para programas
usage-unknown-argument = no se conoce el argumento { $argument }
usage-unknown-command = no se conoce la orden { $command }
usage-missing-argument = faltan argumentos: { $argument }
usage-missing-command = falta decir qué orden ejecutar
usage-bad-value = el valor «{ $value }» no sirve para { $argument }
usage-bad-value-choice = el valor «{ $value }» no sirve para { $argument }. Valores válidos: { $valid }
usage-conflict = el argumento { $argument } no puede usarse junto con otro ya dado
usage-other = la línea de órdenes no es correcta
usage-hint = ayuda: use --help para ver qué acepta cada orden

### files and connections
file-unreadable = no se puede leer «{ $file }»: { $cause }
file-unwritable = no se puede escribir «{ $file }»: { $cause }
connection-attempt = { $file } (intento { $attempt })
connection-pause = aún sin respuesta; nuevo intento en { $seconds } s

### demo
help-demo = Levanta una región completa en esta máquina y muestra el recorrido entero
help-demo-dir = Carpeta donde queda todo; debe estar vacía o no existir (por omisión, demo-region)
help-demo-port = Puerto de la pasarela en 127.0.0.1; 0 toma uno libre (por omisión)
help-demo-once = Termina después de recoger, en lugar de seguir hasta Ctrl-C
help-demo-real-data = Carpeta con los archivos nacionales publicados; se usan los que existan
help-demo-ministry = Ministerio que lee la tabla regional (por omisión, HND-SETRASS)
help-demo-examples = Crea una autoridad de certificación, una pasarela y las oficinas y ministerios de doce países, cada
    uno con su propio certificado. Las oficinas adaptan, protegen, firman y envían; la pasarela
    comprueba, guarda y reparte según los acuerdos; los ministerios recogen.
    Los registros son sintéticos, salvo los que se leen con --real-data.

    EJEMPLOS
      puente demo --once
      puente demo --dir /tmp/region --port 8443
      puente demo --once --real-data ../shared/real-data

    CÓDIGOS DE SALIDA
      0  la región funcionó y la tabla regional está impresa
      1  una oficina no pudo preparar o enviar su tabla
      2  orden mal escrita o carpeta que no sirve
      3  fallo de red, disco o base de datos
demo-dir-in-use = la carpeta { $path } ya tiene contenido. Elija otra con --dir, o bórrela
demo-no-real-data = la carpeta { $path } de --real-data no existe
demo-unknown-ministry = no hay ningún ministerio { $id } en la región. Los hay: { $known }
demo-step-trust = Autoridad y { $count } certificados
demo-step-gateway = Pasarela en { $url }
demo-step-agreements = { $participants } participantes, { $agreements } acuerdos, { $calendars } calendario
demo-step-office = { $office } prepara { $adapter }
demo-office-done = { $office }: { $adapter } { $period }: { $read } filas leídas, { $rejected } rechazadas; { $cells } celdas, supresiones primarias: { $primary }, secundarias: { $secondary }; { $origin }; acuse recibido
demo-office-failed = { $office }: { $adapter } no pudo prepararse o enviarse: { $detail }
demo-origin-synthetic = registros SINTÉTICOS
demo-origin-published = registros publicados: { $files }
demo-step-pull = { $ministry }: { $count } entregas recogidas y verificadas
demo-waiting = { $arrived } de { $expected } entregas han llegado a los ministerios
demo-late = las entregas no llegaron a tiempo: { $arrived } de { $expected }. La bitácora de la pasarela está en { $log }
demo-gateway-ended = la pasarela terminó antes de estar listo. Su bitácora está en { $log }
demo-as-ministry = Lo que lee { $ministry }:
demo-synthetic-warning = Las cifras de esta región son de demostración: los registros sintéticos se generan con una semilla fija y no describen a ningún país.
demo-synthetic-which = Sintéticos: { $adapters }
demo-synthetic-none = Ninguna oficina usó registros sintéticos.
demo-permits-title = Permisos, visas y plazas por origen
demo-permits-origin = Origen
demo-stocks-title = Población ocupada y desocupada por país y sexo (personas)
demo-stocks-country = País
demo-groups-title = Totales de grupos de países (personas); [2/3] = tantos miembros informaron, sin total
demo-groups-group = Grupo
demo-corridors-title = Corredores según los cuentan ambos lados (D destino, O origen); nunca se suman
demo-thousands = { "\u202F" }
demo-legend = (A) suprimida por pocos casos · (O) una sola unidad · (T) dos unidades · (G) dominancia · (D) suprimida para proteger a otra · (S) la pasarela la retiene porque un miembro la retiene
    {"["}·] sin dato, con su estado · en blanco: no se envía · las cifras de etapas distintas no se suman
demo-suppressed = En las { $tables } tablas recibidas: { $cells } celdas; suprimidas por regla: { $primary }; para proteger a otras: { $secondary }
demo-stage-REQ = solicitadas
demo-stage-CERT = certificadas
demo-stage-PET = peticiones
demo-stage-VISA = visas
demo-stage-PERM = permisos
demo-status-EMP = Ocupadas
demo-status-UNE = Desocupadas
demo-sex-T = total
demo-sex-F = mujeres
demo-sex-M = hombres
demo-where = Dónde está todo
demo-where-manifest = Direcciones, certificados y envíos
demo-where-certs = Autoridad y certificados
demo-where-offices = Oficinas: archivos, tablas, informes y acuses
demo-where-ministries = Ministerios: entregas recogidas
demo-where-gateway = Pasarela: configuración, base de datos y bitácora
demo-where-pull = Para recoger como ministerio
demo-stays-up = La región sigue en marcha. Ctrl-C la termina
demo-ended = Región terminada

### adapter
help-adapter = Lee registros nacionales con un adaptador y prepara tablas protegidas

### protect
help-protect = Protege una tabla contra la divulgación
help-protect-table = La tabla (CSV): dimensiones, luego freq,value,ncontr,top1,top2 y, si se desea, primary,lpl,upl,spl
help-protect-hierarchies = Carpeta con hier_<dimensión>.json, o un archivo con una jerarquía o una lista de ellas
help-protect-rule = Archivo de reglas (TOML); no hace falta si la tabla ya indica qué es primario
help-protect-out = Dónde se escriben los estados (CSV): u primaria, m secundaria, s publicada, z cero
help-protect-cost = Qué se procura que sea poco: value (valor), cells (celdas) o mixed (ambos)
help-protect-insiders = single: quien está solo en una celda no averigua nada de otros; none: no se considera
help-protect-earlier = Estados (CSV) que escribió antes `puente protect` para las mismas cifras; puede repetirse. Lo que se ocultó sigue oculto, y lo que se publicó no oculta nada
help-protect-seconds = Segundos tras los cuales ya no se mejora nada, solo se asegura: puede suprimirse más de lo necesario. Sin esta opción el resultado es igual en toda máquina
help-protect-examples =
    EJEMPLOS
      puente protect tabla.csv --hierarchies . --out estados.csv
      puente protect tabla.csv --hierarchies . --rule regla.toml --out estados.csv --cost value --format json

    CÓDIGOS DE SALIDA
      0  protegida, y el ataque no halla nada    1  la tabla no se puede proteger
      2  uso o regla incorrectos                 3  un archivo no se puede leer o escribir
protect-done = { $cells } celdas: { $primary } suprimidas por regla, { $secondary } para protegerlas
protect-stage-suppress = se suprimen celdas para proteger otras
protect-stage-give-back = se devuelve lo que no hacía falta
protect-stage-renew = se reemplaza lo que sale caro
protect-stage-attack = ataca el intruso

### attack
help-attack = Intenta recalcular las celdas suprimidas de una tabla
help-attack-table = Un envío (JSON) o una tabla (CSV) con la columna status
help-attack-hierarchies = Carpeta con hier_<dimensión>.json, o un archivo con una jerarquía o una lista de ellas
help-attack-statuses = Los estados que escribió protect, si la tabla no tiene la columna status
help-attack-examples =
    EJEMPLOS
      puente attack DF_LM_STOCK.json
      puente attack tabla.csv --hierarchies . --statuses estados.csv --format json

    CÓDIGOS DE SALIDA
      0  no se puede recalcular nada    1  algo se puede, o no se pudo decidir
      2  uso incorrecto                 3  un archivo no se puede leer
attack-done = { $cells } celdas, { $suppressed } suprimidas: { $recovered } se pueden recalcular, { $undecided } sin decidir
attack-recovered = { $cell }: { $kind } (sumas por { $along })
attack-kind-exact = su cifra se deduce
attack-kind-interval = su cifra queda en un intervalo demasiado estrecho
attack-kind-insider = una unidad que está sola en una celda averigua demasiado de ella
attack-needs-hierarchies = una tabla necesita --hierarchies
attack-no-status = la tabla no tiene la columna status: indique --statuses
attack-unknown-dataflow = no existe el flujo de datos { $dataflow }
attack-published-primary = { $count } celdas que la tabla marca como primarias están publicadas: suprímalas
table-not-csv = { $file }, línea { $line }: se espera una línea de CSV en UTF-8 con tantos campos como el encabezado; revise las comas, las comillas y la codificación
table-bad-header = { $file }, línea { $line }: se esperan primero las dimensiones y luego al menos la columna value o freq; corrija el encabezado
table-empty = { $file } solo tiene encabezado: se espera una fila por celda, con los totales
table-bad-number = { $file }, línea { $line }, columna { $column }: se espera un número con punto decimal y sin separador de miles (en ncontr, entero y no negativo); corrija ese campo
table-unknown-code = { $file }, línea { $line }, columna { $column }: el código no está en { $hierarchy }; añádalo allí o corrija la fila
table-bad-status = { $file }, línea { $line }, columna status: se espera u, m, s o z
statuses-bad-header = { $file }, línea { $line }: se esperan las dimensiones de la tabla y la columna status; use el archivo que escribió protect
hierarchy-bad-json = { $file }, línea { $line }, columna { $column }: se espera JSON de la forma {"{"}"dim", "total", "nodes": […], "equations": [["padre", ["hijo", …]], …]{"}"}
hierarchy-missing = No hay jerarquía para la dimensión { $dimension }: se espera en { $file }; créela o indique otra ruta en --hierarchies

### submit
help-submit = Firma y envía una tabla protegida a la pasarela
help-submit-files = Envíos preparados con «puente adapter run», un documento JSON cada uno
help-submit-url = La pasarela, https://SERVIDOR:PUERTO
help-submit-cert = Certificado de la oficina, PEM
help-submit-key = Clave privada de la oficina, PEM
help-submit-ca = Certificado de la autoridad de la región, PEM
help-submit-crl = Lista de revocaciones de la autoridad, PEM
help-submit-dry-run = Revisa archivo, certificado y clave, y no envía nada
help-submit-examples =
    EJEMPLOS
      puente submit envio/DF_LM_STOCK.json --url https://pasarela.example:8443 --cert HND-INE.crt --key HND-INE.key --ca authority.crt

    La firma queda en ARCHIVO.jws y el acuse de la pasarela en ARCHIVO.receipt. Un archivo que ya tiene su acuse no se envía otra vez.

    CÓDIGOS DE SALIDA
      0  todos los archivos tienen acuse    1  la pasarela rechazó alguno
      2  uso incorrecto                     3  red o disco
submit-acknowledged =
    Recibido por la pasarela el { $at }, con { $findings } hallazgos
      archivo: { $file }
      envío: { $submission }
      acuse: { $receipt }
      siguiente: puente verify { $receipt } --ca AUTORIDAD.crt
submit-already-acknowledged =
    La pasarela ya lo tiene desde el { $at }
      archivo: { $file }
      envío: { $submission }
      acuse: { $receipt }
submit-would-send = { $file }: se enviarían { $bytes } bytes como { $participant }, envío { $submission }, a { $url }. No se envió nada
submit-too-large = «{ $file }» pasa de { $cause } bytes
submit-no-submission = «{ $file }» no es un envío (en { $cause }). Prepárelo con «puente adapter run»
submit-other-provider = «{ $file }» es de { $provider }, pero el certificado es de { $participant }. Use el certificado de { $provider }

### pull
help-pull = Recoge las entregas que esperan en la pasarela
help-pull-url = La pasarela, https://SERVIDOR:PUERTO
help-pull-cert = Certificado del participante, PEM
help-pull-key = Clave privada del participante, PEM
help-pull-ca = Certificado de la autoridad de la región, PEM
help-pull-crl = Lista de revocaciones de la autoridad, PEM
help-pull-out = Carpeta para los documentos y sus firmas
help-pull-dry-run = Dice qué hay de nuevo y no trae nada
help-pull-examples =
    EJEMPLOS
      puente pull --url https://pasarela.example:8443 --cert MEX-STPS.crt --key MEX-STPS.key --ca authority.crt --out buzon

    Si se repite, solo trae lo nuevo. Junto a cada documento queda su firma verificada, en ARCHIVO.jws.

    CÓDIGOS DE SALIDA
      0  está todo          1  la pasarela lo rechazó
      2  uso incorrecto     3  red o disco, o una firma que no se verifica
pull-fetched = { $file }: { $dataflow } de { $provider }, { $period }, revisión { $revision }, firma verificada
pull-would-fetch = { $file }: { $dataflow } de { $provider }, { $period }, revisión { $revision }; se traería
pull-end = { $fetched } documentos nuevos de { $listed } en el buzón; carpeta { $folder }

### verify
help-verify = Verifica sin conexión firmas, acuses y la bitácora de auditoría
help-verify-file = Un documento con su firma al lado, o un acuse
help-verify-ca = Certificado de la autoridad de la región, PEM
help-verify-crl = Lista de revocaciones de la autoridad, PEM
help-verify-signature = La firma, si no está junto al documento como ARCHIVO.jws
help-verify-receipt = El acuse de la pasarela: debe ser de este documento, y dice cuándo se recibió
help-verify-at = Momento en que el certificado del firmante debe estar vigente (RFC 3339); ahora, o el del acuse
help-verify-examples =
    EJEMPLOS
      puente verify envio/DF_LM_STOCK.json --receipt envio/DF_LM_STOCK.json.receipt --ca authority.crt
      puente verify envio/DF_LM_STOCK.json.receipt --ca authority.crt

    CÓDIGOS DE SALIDA
      0  la firma corresponde al documento    1  no corresponde
      2  uso incorrecto                       3  no se puede leer un archivo
verify-signed =
    Firma válida de { $participant }
      documento: { $file }
      firmado el: { $at }, según el reloj del firmante
      resumen: { $digest }
      certificado: { $fingerprint }
verify-receipt =
    Acuse válido de { $participant }
      archivo: { $file }
      envío: { $submission }
      recibido el: { $at }
      hallazgos: { $findings }
      registro de auditoría: posición { $position }
      resumen: { $digest }
      certificado: { $fingerprint }
verify-refused = { $file }: NO verificado ({ $code }): { $reason }
verify-other-document = el acuse «{ $file }» es de otro documento

### schema
help-schema = Muestra y comprueba el formato de intercambio
help-schema-list = Enumera los flujos de datos
help-schema-show = Muestra dimensiones y medidas de un flujo de datos; con --format json, su JSON Schema
help-schema-show-id = El flujo de datos, por ejemplo DF_PERMIT
help-schema-validate = Comprueba un envío y dice cada hallazgo con su lugar
help-schema-validate-file = El envío, un documento JSON; - lee la entrada estándar
help-schema-generate = Escribe los JSON Schema que se generan de las definiciones
help-schema-generate-dir = Carpeta de los esquemas
help-schema-generate-check = No escribe nada: dice qué archivos no están al día y termina con 1
schema-unknown-dataflow = no existe el flujo de datos «{ $id }»; véalos con puente schema list
schema-dimensions = Dimensiones (lista de códigos, valor por omisión)
schema-measures = Medidas (unidad)
schema-valid = el envío cumple el formato
help-schema-examples =
    EJEMPLOS
      puente schema show DF_PERMIT
      puente schema validate envio/DF_PERMIT.json

    CÓDIGOS DE SALIDA
      0  sin errores    1  hay errores    2  uso incorrecto    3  disco

### certs
help-certs = Autoridad y certificados
help-certs-examples =
    EJEMPLOS
      puente certs init autoridad --name "Autoridad regional"
      puente certs request HND-INE
      puente certs issue HND-INE.csr --authority autoridad
      puente certs inspect HND-INE.crt

    CÓDIGOS DE SALIDA
      0  hecho    1  se rechaza la solicitud o el certificado
      2  uso incorrecto    3  no se puede leer o escribir un archivo
help-certs-init = Crea la autoridad de una región: su certificado, su clave y una lista de revocaciones vacía
help-certs-init-folder = Carpeta de la autoridad; guárdela sin conexión
help-certs-init-name = Nombre en el certificado de la autoridad
help-certs-init-days = Días de validez del certificado de la autoridad
help-certs-init-crl-days = Días hasta que toque renovar la lista de revocaciones
help-certs-request = Crea una clave, que se queda aquí, y la solicitud de su certificado
help-certs-request-name = Un participante (HND-INE), la pasarela (PUENTE-GATEWAY) o el nombre de un servidor
help-certs-request-out = Carpeta para la clave y la solicitud
help-certs-issue = Emite el certificado que pide una solicitud
help-certs-issue-request = La solicitud (.csr)
help-certs-issue-authority = Carpeta de la autoridad
help-certs-issue-dns = Nombre de un servidor; se puede repetir
help-certs-issue-ip = Dirección IP de un servidor; se puede repetir
help-certs-issue-days = Días de validez del certificado
help-certs-issue-out = Archivo del certificado; si no se dice, junto a la solicitud
help-certs-issue-examples =
    EJEMPLOS
      puente certs issue HND-INE.csr --authority autoridad
      puente certs issue pasarela.example.csr --authority autoridad --dns pasarela.example --ip 192.0.2.7

    CÓDIGOS DE SALIDA
      0  emitido    1  se rechaza la solicitud    2  uso incorrecto    3  no se puede leer o escribir un archivo
help-certs-renew = Emite el sucesor de un certificado, para el mismo fin, según una solicitud nueva
help-certs-renew-certificate = El certificado que está por vencer
help-certs-renew-request = La solicitud nueva (.csr)
help-certs-renew-authority = Carpeta de la autoridad
help-certs-renew-out = Archivo del certificado nuevo; si no se dice, junto a la solicitud
help-certs-revoke = Retira un certificado y firma una lista de revocaciones nueva
help-certs-revoke-certificate = El archivo del certificado o su número de serie
help-certs-revoke-authority = Carpeta de la autoridad
help-certs-revoke-crl-days = Días hasta que toque renovar la lista de revocaciones
help-certs-crl = Firma de nuevo la lista de revocaciones
help-certs-crl-authority = Carpeta de la autoridad
help-certs-crl-crl-days = Días hasta que toque renovar la lista
help-certs-crl-out = Otro lugar donde escribir la lista
help-certs-export = Escribe certificado, clave y autoridad en un solo archivo PKCS#12, para un navegador
help-certs-export-cert = El certificado, PEM
help-certs-export-key = La clave privada, PEM
help-certs-export-ca = Certificado de la autoridad, PEM
help-certs-export-password-file = Archivo cuya primera línea es la contraseña del PKCS#12
help-certs-export-out = El archivo PKCS#12
help-certs-inspect = Muestra qué dice un certificado, una solicitud o una lista de revocaciones
help-certs-inspect-files = Archivos en formato PEM
certs-made =
    Autoridad creada
      certificado: { $certificate } (entréguelo a cada participante)
      clave: { $key } (guárdela sin conexión; no la entregue nunca)
      revocaciones: { $crl }
      huella: { $fingerprint }
      siguiente: puente certs issue SOLICITUD.csr --authority { $folder }
certs-requested =
    Clave y solicitud creadas
      clave: { $key } (se queda aquí; no la envíe nunca)
      solicitud: { $request }
      siguiente: envíe { $request } a la autoridad, que ejecuta: puente certs issue { $request } --authority CARPETA
certs-bad-name = «{ $name }» no es un participante (HND-INE), ni PUENTE-GATEWAY, ni el nombre de un servidor en minúsculas
certs-needs-hosts = la solicitud «{ $file }» está a nombre de «{ $name }», que no es un participante. Para un servidor, indique --dns o --ip
certs-issued =
    Certificado emitido
      archivo: { $file }
      huella: { $fingerprint }
      número de serie: { $serial }
      válido hasta: { $until }
      siguiente: puente certs inspect { $file }
certs-revoked =
    Certificado de { $name } revocado
      número de serie: { $serial }
      huella: { $fingerprint }
      lista: { $crl }
      siguiente: lleve la lista a la pasarela, que la lee en segundos
certs-listed =
    Lista de revocaciones firmada
      archivo: { $file }
      revocados: { $count }
      próxima renovación: { $due }
      siguiente: lleve la lista a la pasarela, que la lee en segundos
certs-no-password = la primera línea de «{ $file }» está vacía; un archivo PKCS#12 necesita contraseña
certs-exported =
    Archivo PKCS#12 escrito
      archivo: { $file }
      siguiente: impórtelo en el navegador, con la contraseña
certs-nothing-found = «{ $file }» no contiene ningún certificado, solicitud ni lista de revocaciones en formato PEM
certs-a-certificate =
    Certificado de { $subject }
      participante: { $participant }
      servidores: { $hosts }
      usos: { $uses }
      emitido por: { $issuer }
      válido desde: { $from }
      válido hasta: { $until }
      número de serie: { $serial }
      huella: { $fingerprint }
certs-a-request = Solicitud a nombre de { $subject }, firmada con su propia clave
certs-a-broken-request = Solicitud a nombre de { $subject }, NO firmada con su propia clave
certs-a-list =
    Revocaciones de { $issuer }
      hecha: { $made }
      próxima renovación: { $due }
      revocados: { $count }

### gateway
help-gateway = Sirve y administra la pasarela
help-gateway-examples =
    EJEMPLOS
      puente gateway doctor --config gateway.toml
      puente gateway apply --config gateway.toml region/
      puente gateway serve --config gateway.toml

    CÓDIGOS DE SALIDA
      0  hecho    1  una comprobación falló
      2  uso o configuración incorrectos    3  red, disco o base de datos
help-gateway-plan = Muestra qué cambiaría «apply»: participantes, acuerdos y calendarios
help-gateway-plan-config = Archivo de configuración de la pasarela
help-gateway-plan-folder = Carpeta con participants, agreements y calendars
help-gateway-plan-examples =
    EJEMPLOS
      puente gateway plan --config gateway.toml region/

    CÓDIGOS DE SALIDA
      0 se ha mostrado · 2 la carpeta o la configuración tienen errores · 3 la base de datos no responde
help-gateway-apply = Escribe en la pasarela lo que dice la carpeta, todo o nada, y lo anota en el registro de auditoría
help-gateway-apply-config = Archivo de configuración de la pasarela
help-gateway-apply-folder = Carpeta con participants, agreements y calendars
help-gateway-apply-examples =
    EJEMPLOS
      puente gateway apply --config gateway.toml region/

    CÓDIGOS DE SALIDA
      0 se ha escrito · 2 la carpeta o la configuración tienen errores · 3 la base de datos no responde
gateway-change-added-participant = { "+" } se añade el participante { $id }
gateway-change-added-agreement = { "+" } se añade el acuerdo { $id }
gateway-change-added-calendar = { "+" } se añade el calendario { $id }
gateway-change-changed-participant = { "~" } cambia el participante { $id }
gateway-change-changed-agreement = { "~" } cambia el acuerdo { $id }
gateway-change-changed-calendar = { "~" } cambia el calendario { $id }
gateway-change-removed-participant = { "-" } se quita el participante { $id }
gateway-change-removed-agreement = { "-" } se quita el acuerdo { $id }
gateway-change-removed-calendar = { "-" } se quita el calendario { $id }
gateway-plan-done = Cambios por aplicar: { $count }
gateway-apply-done = Cambios aplicados: { $count }

### gateway serve, migrate, doctor, audit
help-gateway-serve = Atiende a los participantes hasta que se le pide terminar
help-gateway-serve-config = Archivo de configuración de la pasarela
help-gateway-migrate = Lleva las tablas de la base de datos a esta versión
help-gateway-migrate-config = Archivo de configuración de la pasarela
help-gateway-migrate-examples =
    EJEMPLOS
      puente gateway migrate --config gateway.toml

    CÓDIGOS DE SALIDA
      0  las tablas están al día    2  configuración incorrecta    3  la base de datos no responde
help-gateway-doctor = Revisa todo lo que la pasarela necesita, sin arrancarla
help-gateway-doctor-config = Archivo de configuración de la pasarela
help-gateway-doctor-examples =
    EJEMPLOS
      puente gateway doctor --config gateway.toml
      puente gateway doctor --config gateway.toml --format json

    CÓDIGOS DE SALIDA
      0  puede atender    1  algo falla    2  configuración incorrecta
help-gateway-audit = Muestra el registro de auditoría o comprueba que nadie lo alteró
help-gateway-audit-config = Archivo de configuración de la pasarela
help-gateway-audit-verify = Comprueba la cadena de todo el registro en vez de mostrarlo
help-gateway-audit-after = Muestra solo lo que sigue a esta posición
help-gateway-audit-examples =
    EJEMPLOS
      puente gateway audit --config gateway.toml --after 120
      puente gateway audit --config gateway.toml --verify

    CÓDIGOS DE SALIDA
      0  mostrado, o la cadena está íntegra    1  la cadena está rota
      2  configuración incorrecta    3  la base de datos no responde
gateway-migrated = Pasos aplicados: { $count }
gateway-store = la base de datos no responde: { $detail }
gateway-log-filter = el filtro del registro no se entiende: { $detail }
gateway-audit-holds = La cadena está íntegra: { $rows } filas, la última con la huella { $hash }
gateway-audit-broken = La cadena se rompe en la fila { $position }: alguien la cambió, la quitó o la movió
help-gateway-serve-examples =
    EJEMPLOS
      puente gateway serve --config gateway.toml

    Dónde escucha se escribe en una línea JSON en la salida estándar; el registro, en la salida de error.

    CÓDIGOS DE SALIDA
      0  terminó cuando se le pidió    2  configuración incorrecta
      3  red, disco o base de datos

### adapter-commands
help-adapter-adapters = Carpeta con adaptadores propios, que valen más que los incluidos (DIR/<iso3>/<sistema>.toml)
help-adapter-list = Enumera los adaptadores
help-adapter-show = Muestra qué lee y qué produce un adaptador
help-adapter-check = Revisa archivos con un adaptador sin escribir nada
help-adapter-run = Convierte archivos en envíos protegidos, sin firmar
help-adapter-list-adapters = Carpeta con adaptadores propios, que valen más que los incluidos (DIR/<iso3>/<sistema>.toml)
help-adapter-show-adapters = Carpeta con adaptadores propios, que valen más que los incluidos (DIR/<iso3>/<sistema>.toml)
help-adapter-check-adapters = Carpeta con adaptadores propios, que valen más que los incluidos (DIR/<iso3>/<sistema>.toml)
help-adapter-template-adapters = Carpeta con adaptadores propios, que valen más que los incluidos (DIR/<iso3>/<sistema>.toml)
help-adapter-new-adapters = Carpeta con adaptadores propios, que valen más que los incluidos (DIR/<iso3>/<sistema>.toml)
help-adapter-inspect-adapters = Carpeta con adaptadores propios, que valen más que los incluidos (DIR/<iso3>/<sistema>.toml)
help-adapter-run-adapters = Carpeta con adaptadores propios, que valen más que los incluidos (DIR/<iso3>/<sistema>.toml)
help-adapter-show-id = Identificador del adaptador, por ejemplo usa/oflc_h2a
help-adapter-check-id = Identificador del adaptador, por ejemplo usa/oflc_h2a
help-adapter-run-id = Identificador del adaptador, por ejemplo usa/oflc_h2a
help-adapter-check-files = Archivos de la oficina, o direcciones https:// de un servicio SDMX; varios se leen como uno solo
help-adapter-run-files = Archivos de la oficina, o direcciones https:// de un servicio SDMX; varios se leen como uno solo
help-adapter-check-before = Archivos de rondas anteriores: se dice si el archivo repite sus filas
help-adapter-check-report = Libro XLSX que se escribe con el informe
help-adapter-check-area = Código alfa-3 del país que informa; solo para adaptadores de archivos con varios países (region/…)
help-adapter-check-period = Período de referencia (2024, 2024-S1, 2024-Q3, 2024-07); sin él, el último del adaptador
help-adapter-check-show-values = Muestra los valores de las celdas rechazadas; úselo solo dentro de la oficina
help-adapter-check-service-ca = Archivo PEM con las autoridades del certificado del servicio; sin él, las del sistema
help-adapter-run-sql = Base en lugar de archivos: postgres://usuario@servidor/base (PostgreSQL, Citus, Greenplum…), u odbc: y una cadena de conexión. La base agrupa los registros y solo vuelven combinaciones distintas de las columnas del adaptador, con su número. La contraseña se toma de PGPASSWORD o PGPASSFILE (ODBC: PUENTE_SQL_PASSWORD)
help-adapter-run-table = Tabla o vista de la base: tabla o esquema.tabla
help-adapter-run-explain = Muestra la consulta que se haría a la base, y no lee nada
help-adapter-run-area = Código alfa-3 del país que informa; solo para adaptadores de archivos con varios países (region/…)
help-adapter-run-period = Período de referencia: 2024, 2024-S1, 2024-Q3, 2024-07
help-adapter-run-out = Carpeta para los envíos y el informe
help-adapter-run-provider = Participante que responde por las cifras; por defecto, el del adaptador
help-adapter-run-previous = Un envío ya hecho del mismo período (JSON); puede repetirse. Lo que ocultó sigue oculto, para que la corrección no descubra nada
help-adapter-run-revision = 0 para el primer envío de un período; 1, 2… para correcciones
help-adapter-run-max-rejected = Proporción de filas rechazadas (0 a 1) por encima de la cual solo se escribe el informe
help-adapter-run-office-key = Archivo con la clave de la oficina (32 dígitos hexadecimales, por ejemplo de openssl rand -hex 16); la exige el método cell_key, y debe ser la misma en cada publicación
help-adapter-run-show-values = Escribe en el informe los valores de las celdas rechazadas; úselo solo dentro de la oficina
help-adapter-run-service-ca = Archivo PEM con las autoridades del certificado del servicio; sin él, las del sistema
adapter-fetching = se consulta { $url }
help-adapter-list-examples =
    EJEMPLOS
    {"  "}puente adapter list

    CÓDIGOS DE SALIDA
    {"  "}0 hecho
    {"  "}2 uso o adaptador incorrecto
help-adapter-show-examples =
    EJEMPLOS
    {"  "}puente adapter show usa/oflc_h2a

    CÓDIGOS DE SALIDA
    {"  "}0 hecho
    {"  "}2 uso o adaptador incorrecto
help-adapter-inspect = Dice qué es un archivo, qué contiene cada columna, qué adaptador le conviene y qué cambió
help-adapter-inspect-file = Archivo que se mira; no se escribe nada
help-adapter-inspect-before = Archivo de la ronda anterior, para decir qué cambió
help-adapter-inspect-rows = Filas que se miran como máximo; por defecto, 200 000
help-adapter-inspect-codebook = Libro de códigos de la oficina: qué significa cada variable y cada código
help-adapter-inspect-examples =
    EJEMPLOS
    {"  "}puente adapter inspect enero.csv
    {"  "}puente adapter inspect 2024_q2.xlsx --before 2024_q1.xlsx
    {"  "}puente adapter inspect encuesta.csv --codebook diccionario.xlsx

    CÓDIGOS DE SALIDA
    {"  "}0 hecho
    {"  "}1 el archivo no se puede leer
    {"  "}2 uso incorrecto
    {"  "}3 disco
help-adapter-new = Prepara un adaptador para un archivo, con propuestas y preguntas
help-adapter-new-file = Archivo para el que se prepara
help-adapter-new-like = Adaptador de la misma serie; sin él, el que más se parece
help-adapter-new-id = Identificador del adaptador nuevo, por ejemplo pan/mitradel_permisos
help-adapter-new-area = País que informa (PAN, CRI…)
help-adapter-new-dataflow = Flujo de datos, por ejemplo DF_PERMIT
help-adapter-new-period = Período del archivo; sin él, el que dice su nombre
help-adapter-new-out = Archivo TOML que se escribe; sin él, en la carpeta de --adapters, o en la salida
help-adapter-new-rows = Filas que se miran como máximo; por defecto, 200 000
help-adapter-new-codebook = Libro de códigos de la oficina: qué significa cada variable y cada código
help-adapter-new-examples =
    EJEMPLOS
    {"  "}puente adapter new 2024.csv --adapters adaptadores
    {"  "}puente adapter new tarjetas.xlsx --area PAN --dataflow DF_PERMIT --id pan/tarjetas --out tarjetas.toml

    CÓDIGOS DE SALIDA
    {"  "}0 hecho
    {"  "}1 el archivo no se puede leer o contradice lo que dicen sus columnas
    {"  "}2 uso o adaptador incorrecto
    {"  "}3 disco, o el adaptador ya existe
help-adapter-template = Prepara un libro XLSX con listas desplegables para una oficina que escribe su tabla
help-adapter-template-dataflow = Flujo de datos, por ejemplo DF_PERMIT
help-adapter-template-out = Libro XLSX que se escribe
help-adapter-template-area = País que informa (PAN, CRI…)
help-adapter-template-unit = Siglas de la oficina; por defecto, INE
help-adapter-template-source-type = Tipo de fuente (CL_SOURCE_TYPE); por defecto, ADM
help-adapter-template-measure = Medida; por defecto, la primera del flujo
help-adapter-template-by = Dimensiones que se escriben, separadas por comas; por defecto, las que exige el flujo
help-adapter-template-examples =
    EJEMPLOS
    {"  "}puente adapter template DF_PERMIT --area PAN --unit MITRADEL --out permisos.xlsx
    {"  "}puente adapter template DF_PERMIT --area PAN --by SEX,GEO_ADM1 --out permisos.xlsx
    {"  "}puente adapter check template permisos.xlsx --period 2024
    {"  "}puente adapter run template permisos.xlsx --period 2024 --out out

    CÓDIGOS DE SALIDA
    {"  "}0 hecho
    {"  "}2 uso incorrecto
    {"  "}3 disco
help-adapter-check-examples =
    EJEMPLOS
    {"  "}puente adapter check usa/oflc_h2a H-2A_FY17.xlsx --period 2017

    CÓDIGOS DE SALIDA
    {"  "}0 hecho
    {"  "}1 hay filas rechazadas, o el archivo no se puede leer
    {"  "}2 uso o adaptador incorrecto
    {"  "}3 disco, o interrumpido
help-adapter-run-examples =
    EJEMPLOS
    {"  "}puente adapter run usa/oflc_h2a H-2A_FY17.xlsx --period 2017 --out out
    {"  "}puente adapter run slv/simel "https://SERVIDOR/rest/data/LFS" --period 2023 --out out
    {"  "}puente adapter run usa/oflc_h2a --sql postgres://puente@db/lmis --table lmis.h2a --period 2017 --out out

    CÓDIGOS DE SALIDA
    {"  "}0 hecho
    {"  "}1 demasiadas filas rechazadas, o no se puede proteger
    {"  "}2 uso o adaptador incorrecto
    {"  "}3 disco, la base, o interrumpido
adapter-new-mended = { $id }: copia de { $based } con { $proposed } propuestas y { $questions } preguntas
adapter-new-made = { $id }: adaptador nuevo con { $proposed } propuestas y { $questions } preguntas
adapter-new-question = línea { $line }: { $key }
adapter-new-exists = { $path } ya existe y no se sobrescribe. Bórrelo, o indique otro con --out
adapter-codebook = el libro de códigos «{ $book }» describe { $known } de { $columns } columnas; no describe: { $unknown }
adapter-codebook-all = el libro de códigos «{ $book }» describe las { $columns } columnas
adapter-new-not-written = no se puede escribir { $path } ({ $cause }). Revise la carpeta y los permisos
adapter-readiness = Qué países pueden alimentar cada flujo de datos
adapter-readiness-regional = (solo de archivos regionales: { $countries })
adapter-readiness-none = todavía ninguno
adapter-until-now = hoy
adapter-show-reporters = Países que pueden informar (--area)
adapter-show-provider = Participante
adapter-show-formats = Formatos
adapter-show-periods = Períodos
adapter-show-rounds = Rondas
adapter-show-columns = Columnas que se leen
adapter-show-hashed = solo una huella
adapter-show-optional = opcional
adapter-show-excluded = Filas que se apartan
adapter-show-table = Tabla
adapter-show-block = cruce
adapter-show-totals = Totales de control
adapter-file = { $file } ({ $what }; encabezado en la fila { $header }): { $rows } filas
adapter-skipped-titles = { $count } líneas de título
adapter-skipped-headers = { $count } encabezados repetidos
adapter-skipped-footer = { $count } líneas al pie
adapter-skipped-blank = { $count } filas vacías
adapter-skipped-deleted = { $count } filas marcadas como borradas
adapter-rows = { $read } filas leídas = { $accepted } aceptadas + { $excluded } apartadas + { $rejected } rechazadas ({ $share } %)
adapter-excluded = apartadas: { $count } ({ $reason })
adapter-total = { $name } = { $total }
adapter-table = { $dataflow }: { $cells } celdas, { $primary } suprimidas por regla y { $secondary } para protegerlas
adapter-office-key-wrong = { $file } no contiene una clave de 32 dígitos hexadecimales
adapter-written = escrito: { $path }
adapter-refused = se rechazó el { $share } % de las filas y se admite el { $allowed } %: solo se escribió el informe. Corrija el archivo o el adaptador, o indique --max-rejected
adapter-stage-survey = Primera lectura
adapter-stage-query = Consulta a la base
adapter-stage-read = Lectura
adapter-stage-protect = Protección
adapter-stage-attack = Ataque de prueba
adapter-stage-write = Escritura
