### reader

read-place-file = archivo «{ $name }»
read-place-table = tabla «{ $name }»
read-place-sheet = hoja «{ $name }»
read-place-row = fila { $name }
read-place-column = columna { $name }
read-nearest = El encabezado más parecido es «{ $nearest }»: si es el mismo, agréguelo a los nombres de la columna.
read-renamed = Si la columna cambió de nombre, añada el nuevo a `names` de [columns.{ $column }] en el adaptador.

read-file-not-found = el archivo no existe. Revise el nombre y la carpeta.
read-file-is-folder = es una carpeta, no un archivo. Indique los archivos que contiene.
read-file-not-readable = el sistema no permite leerlo ({ $cause }). Revise los permisos y que ningún otro programa lo tenga abierto.
read-file-empty = el archivo está vacío. Solicítelo de nuevo a quien lo envió.
read-file-no-rows = hay un encabezado y ninguna fila debajo. Revise que la exportación se haya completado.
read-format-unknown = el contenido no es de ninguno de los formatos que Puente lee (parece ser: { $seems }). Guárdelo como CSV en UTF-8 o como XLSX.
read-format-not-declared = el contenido es { $found } y el adaptador espera { $declared }. Revise que sea el archivo correcto, o agregue el formato a `formats` en `[source]`.
read-source-table-wrong = `{ $key }` en `[source]` vale «{ $value }», que no existe. Corrija el adaptador.
read-encoding-wrong = el adaptador indica que el texto está en { $declared }, y estos bytes no lo están; parecen { $guess }. Escriba `encoding = "detect"`, o guarde el archivo en { $declared }.
read-encoding-changes = el texto está en { $guess } hasta aquí, y estos bytes no. Probablemente se unieron dos exportaciones; guarde cada una en UTF-8 y únalas de nuevo.
read-text-nul-bytes = el texto contiene bytes NUL, que ninguna tabla tiene. El archivo está dañado o no es de texto; expórtelo de nuevo.
read-column-missing = ninguna de las primeras { $within } filas nombra la columna obligatoria `{ $column }`. Se buscó: { $names }. Se encontró: { $headers }. { $proposal }
read-column-missing-in-table = la columna obligatoria `{ $column }` no está en la tabla. Se buscó: { $names }. La tabla tiene: { $headers }. { $proposal }
read-column-doubled = varias columnas corresponden a `{ $column }`: { $headers }. Deje un solo nombre en el adaptador, o elimine la otra columna.
read-table-of-figures = el adaptador envía cifras publicadas tal como están, y entre dos distintas para lo mismo vale la primera; las filas de una tabla no tienen orden. Use el archivo.
read-table-without-order = el adaptador completa las celdas vacías de `{ $column }` con la fila de arriba, y las filas de una tabla no tienen orden. Complete la columna en la base, o use el archivo.
read-position-missing = el texto es de ancho fijo y la columna obligatoria `{ $column }` no tiene posición. Escriba `position = [primer carácter, número de caracteres]` en [columns.{ $column }], según el diccionario de datos.
read-wide-header-missing = ninguna fila de la hoja comienza con { $starts }, como lo hace el encabezado del cuadro o el título que lleva encima. Es otro cuadro, o bien `header` o `title` en `[source.wide]` deben decir lo que dice la primera celda del encabezado o del título.
read-message-without-data = el mensaje no contiene datos. Revise el flujo de datos, la clave y el período de la consulta.
read-column-nested = la columna `{ $column }` contiene listas o grupos, que no caben en una celda. Expórtela con un valor por fila.
read-packing-unknown = las columnas están comprimidas con { $packing }, que Puente no descomprime. Guarde el archivo con Snappy o zstd.
read-page-too-large = una página de una columna ocupa más de { $limit } MB. El archivo está dañado o se escribió en páginas demasiado grandes; escríbalo de nuevo con páginas más pequeñas.
read-sheet-missing = el libro no tiene una hoja «{ $sheet }». Tiene: { $sheets }. Corrija `sheet` en `[source]`.
read-row-too-long = la fila ocupa más de { $limit } MB o abarca demasiadas líneas. Probablemente se abrió una comilla y no se cerró; corríjala o exporte de nuevo.
read-quote-not-closed = aquí se abre una comilla que no se cierra antes del final del archivo. Corríjala o exporte de nuevo.
read-line-not-json = la línea no es un objeto JSON. Debe haber un objeto por línea; corrija la línea o exporte de nuevo.
read-file-damaged = el archivo { $format } está dañado o incompleto. Cópielo o descárguelo de nuevo.
read-workbook-protected = el libro pide una contraseña. Ábralo, guarde una copia sin contraseña y use la copia.
read-workbook-too-large = el libro descomprimido ocupa más de { $limit } MB. Guarde la hoja como CSV en UTF-8, que se lee de cualquier tamaño.

read-row-too-few-cells = la fila termina antes de una columna obligatoria
read-row-too-many-cells = la fila tiene más celdas que el encabezado; probablemente hay un separador sin comillas dentro de una celda
read-row-below-footer = la fila está llena como las del cuadro, pero es aquella en la que `footer` de [source] dio por terminado el cuadro, o está debajo de ella. Si pertenece al cuadro, alargue los comienzos de `footer` para que ninguna fila del cuadro empiece así; si es una nota o una suma, bórrela o escriba su comienzo en `footer`
read-row-before-table = en esta fila o más arriba hay algo antes de la columna en la que empieza el encabezado del cuadro, y no es seguro qué columnas llevan las etiquetas. Borre lo que hay allí; si pertenece al cuadro, indique `header_column` en [source.wide] y cuente esas columnas en `labels`
read-cell-not-a-number = se esperaba un número
read-cell-undeclared-thousands = el número lleva un signo que el adaptador no declara; indique `decimal` y `thousands`
read-cell-not-whole = se esperaba un número entero
read-cell-not-a-date = se esperaba una fecha; indique `date_order` si está escrita con números
read-cell-workbook-error = la celda contiene un error de la hoja de cálculo, como una división entre cero
read-cell-formula-without-result = la celda contiene una fórmula que nunca se calculó; abra el libro en un programa de hojas de cálculo, guárdelo y use ese archivo

### definition

definition-line = línea { $line }
definition-nearest = ¿Quiso decir «{ $nearest }»?
definition-not-readable = no se puede leer el archivo ({ $cause }). Revise la ruta y los permisos
adapter-unknown = ningún adaptador tiene este identificador. { $proposal } `puente adapter list` los enumera
definition-syntax = no es válido: { $detail }
definition-unknown-key = esta clave no existe. Las claves de la sección son: { $expected }. { $proposal }
definition-unknown-name = «{ $found }» no existe como { $kind ->
    [column] columna declarada en [columns]
    [dimension] dimensión del flujo de datos
    [code] código de la lista
    [dataflow] flujo de datos
    [measure] medida del flujo de datos
    [concordance] concordancia
   *[other] perfil de confidencialidad
}. { $proposal }
definition-missing-dimension = falta la dimensión { $dimension }, que el flujo de datos exige. Agregue [dimension.{ $dimension }]; si es una fecha, va en [texts]
definition-exactly-one = debe darse exactamente una de estas claves: { $keys }
definition-not-allowed = el valor no está permitido. Se esperaba: { $expected }
reporter-not-chosen = el archivo contiene varios países y nadie dijo cuál informa. Agregue --area con uno de estos: { $areas }
reporter-unknown = { $area } no informa con este adaptador. Países: { $areas }
period-outside-definition = el adaptador no vale para el período { $period }; vale para { $holds }. Si el período es correcto, prepare una copia que valga para él: puente adapter new ARCHIVO --period { $period } --adapters CARPETA

### client
client_url = «{ $url }» no es la dirección de una pasarela. Se espera: https://SERVIDOR:PUERTO
client_handshake = la pasarela y esta oficina no aceptan mutuamente sus certificados ({ $cause }). Revise que --ca sea la autoridad de la región, que --cert no haya vencido y que no esté revocado
client_unreachable = la pasarela no respondió después de { $attempts } intentos ({ $cause }). No se perdió nada: ejecute la misma orden otra vez
client_refused = la pasarela lo rechazó ({ $code }, HTTP { $status }): { $title } { $detail }
client_answer_too_large = la respuesta de la pasarela es más larga de lo que lee este programa
client_answer_malformed = la respuesta de la pasarela no tiene el formato de intercambio. Revise la dirección y la versión de la pasarela
client_signature = no se da por buena la respuesta de la pasarela: { $reason }
client_other_receipt = el acuse habla de otro envío o de otros bytes; el envío no cuenta como acusado
client_other_delivery = el documento no es el que figura en el buzón, o lo firmó otro; no se guardó

### service
service_address = “{ $address }” no es una dirección HTTPS. Se espera https://SERVIDOR/… sin usuario ni contraseña
service_authorities = no se pueden leer las autoridades de certificación ({ $cause }). Indique un archivo PEM con --service-ca
service_unknown_host = no se conoce el servidor “{ $host }”. Revise el nombre y la red (DNS)
service_tls = no se confía en el certificado del servicio, o no hay un TLS en común ({ $cause }). Si el servicio tiene una autoridad propia, indíquela con --service-ca
service_unreachable = el servicio no dio una respuesta completa tras { $attempts } intentos ({ $cause }). Pruebe más tarde; no se hizo nada
service_status = el servicio rechazó la consulta (HTTP { $status }). Revise la consulta con quien lo administra
service_no_records = la consulta no tiene resultados: el servicio no tiene datos para esos códigos y ese período
service_not_found = no hay nada en esa dirección (HTTP 404). Revise el flujo y la ruta
service_not_acceptable = el servicio no ofrece ninguno de los formatos del adaptador (HTTP 406). Añada a `formats` uno que ofrezca
service_redirects = el servicio remite a otra dirección más de { $most } veces. Use la dirección final
service_redirected = el servicio remite a “{ $address }”, que no es una dirección HTTPS; no se siguió
service_too_large = la respuesta ocupa más de { $limit } MB. Divida la consulta por período
service_packed = la respuesta está comprimida de un modo que no se entiende, o dañada. Pruebe otra vez o descargue el archivo
service_not_kept = no se puede guardar la respuesta ({ $cause }). Revise el espacio del disco temporal

### reject
reject-cell-missing = la celda está vacía y la dimensión no tiene código para ello. Complete el archivo o indique `missing` en la dimensión
reject-code-unknown = ningún mapa, título ni concordancia conoce la celda. Corrija el archivo o agregue el código al adaptador
reject-code-undecided = la concordancia lleva a varios códigos y ninguno los reúne. Indique `undecided` en la dimensión
reject-code-refused = el adaptador rechaza este código
reject-no-case = ningún caso del adaptador vale para la fila. Agregue el caso o indique `otherwise`
reject-text-too-long = el texto tiene más de 2000 caracteres: acórtelo
reject-told-otherwise = ya se dio otra cifra para lo mismo. Vea cuál de las dos sostiene la oficina, o distíngalas con una dimensión

### run
run-no-office-key = { $dataflow } pide perturbación por clave de celda: indique la clave de la oficina con --office-key
run-previous-of-another-table = El envío anterior es de { $dataflow } y del período { $period }, que este adaptador no produce ahora. Indique con --previous envíos del mismo flujo y período
run-methods-differ = Las tablas de { $dataflow } viajan en un solo envío y deben protegerse con el mismo método
run-no-rows = ninguna fila sirve para las tablas: revise que el archivo y el período correspondan al adaptador
run-recoverable = no se escribió nada: { $cells } celdas suprimidas de { $dataflow } se pueden recalcular. Reduzca los cruces del adaptador e informe de este fallo
run-not-written = no se puede escribir { $path } ({ $cause }). Revise el espacio y los permisos de la carpeta
run-stopped = interrumpido: no se escribió nada

### inspect
inspect-file = «{ $file }»: { $what }
inspect-encoding-guessed = { $encoding } (deducido de los bytes)
inspect-separator = separador «{ $separator }»
inspect-sheets = hojas: { $sheets }
inspect-sheet = { $name }
inspect-sheet-read = { $name } (la que se leyó)
inspect-sheet-elsewhere = el adaptador lee la hoja «{ $named }», que no está; la tabla está en la hoja «{ $found }»
inspect-sheet-hidden = { $name } (oculta: no se lee)
inspect-no-header = no se reconoce el encabezado: ninguna de las primeras filas nombra las columnas. Agregue una fila de nombres o indique los nombres en un adaptador
inspect-header = encabezado en la fila { $row }; líneas de título encima: { $titles }
inspect-rows = unas { $rows } filas; se miraron { $seen }
inspect-unread = cifras que se rechazarán: { $count }, desde la fila { $row }: { $reason }
inspect-footer = al pie, desde la fila { $row }, hay { $count } filas que parecen notas; la primera empieza por «{ $starts }»: en un adaptador, footer = ["{ $starts }"]
inspect-blank = filas vacías: { $count }
inspect-ragged = filas con menos celdas que el encabezado: { $short }; con más: { $long }; la primera es la { $row }. Suele ser un separador dentro de una celda sin comillas
inspect-doubled = encabezados que se repiten y no se pueden leer por su nombre: { $headers }. Cambie uno de los dos
inspect-columns = Columnas (los códigos se muestran si se repiten; los nombres e identificadores, nunca):
inspect-kind-code = código
inspect-kind-label = categoría
inspect-kind-integer = número entero
inspect-kind-number = número
inspect-kind-date = fecha
inspect-kind-identifier = nombre o identificador, no se muestra
inspect-kind-free-text = texto libre, no se muestra
inspect-kind-empty = vacía
inspect-codes = { $distinct } distintos: { $codes }
inspect-codes-rare = { $distinct } distintos, ninguno se repite lo bastante para mostrarlo
inspect-date-order = escrita en el orden { $order }
inspect-date-two-orders = escrita en dos órdenes a la vez (día/mes y mes/día): pregunte a quien la envió
inspect-date-unordered = no se sabe si el día va antes que el mes: pregunte a quien la envió
inspect-mark-comma = coma de millares
inspect-mark-blank = espacio de millares
inspect-mark-decimal = coma decimal
inspect-markers = sin dato: { $markers }
inspect-adapters = Adaptadores que le convienen:
inspect-no-adapter = Ningún adaptador se le parece.
inspect-until-now = hoy
inspect-round = , ronda { $round }
inspect-more-adapters = También le convienen: { $adapters }
inspect-other-tables = Otras hojas del libro tienen tablas que también se leen, cada una con su adaptador:
inspect-other-table = { $adapter }: hoja «{ $sheet }»
inspect-other-table-hidden = { $adapter }: hoja oculta «{ $sheet }»; confirme con la oficina que puede enviarse
inspect-fit = { $adapter }{ $round } ({ $years }): { $score } % — { $exact } de { $all } columnas por su nombre
inspect-fit-format = el adaptador no declara este formato: agréguelo a formats
inspect-fit-renamed = la columna { $column } parece ser «{ $header }»
inspect-fit-missing = faltan columnas obligatorias: { $columns }
inspect-fit-optional = faltan columnas que no son obligatorias: { $columns }
inspect-fit-otherwise = números o fechas escritos de otro modo que el declarado: { $columns }
inspect-fit-codes = { $dimension } («{ $header }»): conoce el { $share } % de las celdas
inspect-fit-new-codes = { $dimension } («{ $header }»): conoce el { $share } % de las celdas; códigos nuevos: { $codes }
inspect-fit-wording = «{ $header }»: ninguna condición conoce estos textos; sus filas no van a ninguna tabla: { $codes }
inspect-fit-wording-like = «{ $text }» se parece a «{ $like }»: si es lo mismo, agréguelo a la condición
inspect-same = Nada cambió respecto de «{ $before }».
inspect-changes = Cambios respecto de «{ $before }»:
inspect-change-form = antes era { $before }; ahora es { $now }
inspect-change-renamed = la columna «{ $before }» parece llamarse ahora «{ $now }»
inspect-change-gone = ya no está la columna «{ $header }»
inspect-change-new = columna nueva: «{ $header }»
inspect-change-moved = cambiaron de lugar: «{ $header }» (no importa: las columnas se buscan por su nombre)
inspect-change-kind = «{ $header }» contenía { $before }; ahora, { $now }
inspect-change-new-codes = «{ $header }»: códigos que aparecen por primera vez: { $codes }
inspect-change-gone-codes = «{ $header }»: códigos que ya no aparecen: { $codes }
inspect-an-area = PAÍS
inspect-a-period = PERIODO
inspect-next-check = Siguiente paso: revise el archivo con el adaptador.
inspect-next-period = Siguiente paso: el adaptador no vale para el período del archivo, o vale con otra forma de la tabla. Prepare una copia para ese período.
inspect-next-mend = Siguiente paso: prepare una copia del adaptador con los cambios propuestos y conteste sus preguntas.
inspect-next-new = Siguiente paso: prepare un adaptador nuevo y conteste sus preguntas.
definition-unanswered = la pregunta no está contestada. Lea el comentario de encima y escriba la respuesta en lugar de «?»

### propose
propose-look = REVISE
propose-question = PREGUNTA { $number }: { $text }
propose-options = Opciones: { $options }
propose-swapped = la columna «{ $reporter }», que debería decir qué país informa, nombra { $countries } países: parece la nacionalidad. Y «{ $counterpart }» parece el país que informa. Si están cambiadas, intercambie los encabezados del archivo y repita
propose-unknown = «{ $found }» no existe ({ $kind }). Lo más parecido: { $nearest }
propose-mended = Copia de { $adapter } para «{ $file }», preparada por «puente adapter new». Preguntas por contestar: { $questions }. Busque PREGUNTA y REVISE; luego use «puente adapter check».
propose-round = Lo que es distinto en «{ $file }»:
propose-round-copied = De la ronda { $round }, a la que más se parece:
propose-years = las filas dicen a qué período pertenecen; esta ronda vale desde { $from }, el primer año del archivo. Cámbielo si la novedad empezó después.
propose-year = el nombre «{ $file }» no dice el año; escriba el que corresponde.
propose-format = el adaptador no declaraba este formato.
propose-encoding = el archivo está en otra codificación que la declarada.
propose-separator = el archivo usa otro separador que el declarado.
propose-header = el encabezado está más abajo, en la fila { $row }.
propose-sheet = el libro no tiene la hoja que el adaptador nombra.
propose-footer = desde la fila { $row } parece haber notas; los datos terminan ahí.
propose-renamed = «{ $header }» parece ser la columna { $column } con otro nombre. Si no lo es, bórrelo de la lista.
propose-marks = así están escritos los valores de «{ $header }».
propose-attribute-year = el adaptador dice «{ $text }» en { $name }, de otro año. Compruebe lo que vale para este archivo.
propose-absent = no hay ninguna columna para { $column } (se buscó: { $names }). Si está con otro nombre, agréguelo a names y borre esta línea.
propose-which-optional = ¿qué columna es { $column }? Se buscó: { $names }. Si el archivo no la tiene, borre esta línea.
propose-which-column = ¿qué columna es { $column }? Se buscó: { $names }. Si el archivo no la tiene, borre esta línea y escriba required = false.
propose-concordance = los códigos de «{ $header }» son de otra versión de la clasificación; { $concordance } los conoce.
propose-code = «{ $code }» ({ $count } filas de «{ $header }») se parece mucho a este título.
propose-which-code = ¿qué significa «{ $code }» ({ $count } filas de «{ $header }»)?
propose-many-codes = «{ $header }» tiene muchos códigos que nada conoce, como «{ $code }» ({ $count } filas). ¿A qué código van? Con reject, esas filas se rechazan y se cuentan. Puede agregarlos uno a uno en map.
propose-scratch = Adaptador para «{ $file }», preparado por «puente adapter new». Busque PREGUNTA (hay que contestarla en lugar de «?») y REVISE (una propuesta). Cada clave se explica en docs/ADDING_AN_ADAPTER.md. Después use «puente adapter check».
propose-area = el país se dedujo del archivo.
propose-which-area = ¿qué país informa?
propose-which-source = ¿de qué tipo de fuente viene?
propose-which-unit = ¿qué oficina responde por las cifras? (siglas, en mayúsculas)
propose-max-rejected = Proporción de filas rechazadas por encima de la cual no se produce nada.
propose-titles = escriba el título de la serie en los tres idiomas.
propose-one-sheet = el libro tiene varias hojas visibles; con "all" se leen todas las que tengan el encabezado.
propose-fill-down = en { $columns } el valor parece escribirse solo en la primera fila de cada bloque.
propose-time = estas columnas parecen decir a qué período pertenece cada fila. Sin esta sección, todas pertenecen al período que se indica.
propose-which-order = ¿en qué orden están escritas las fechas?
propose-not-declared = Columnas con nombres, identificadores o texto libre que no se declaran, y por tanto no se leen: { $count }. No las agregue.
propose-reporter = «{ $header }» dice qué país informa; solo se toman las filas de { $area }.
propose-which-constant = el archivo no dice { $dimension }: ¿cuál es, para todas las filas?
propose-dimension = { $dimension } sale de «{ $header }»; { $from } conoce el { $share } % de las celdas.
propose-dimension-unknown = por su nombre, «{ $header }» parece { $dimension }. Si no lo es, borre esta sección.
propose-which-employed = ¿qué código de «{ $header }» son las personas ocupadas?
propose-table = el flujo { $dataflow } se dedujo de los nombres; «puente schema list» muestra los demás.
propose-measure = otras medidas del flujo: { $measures }.
propose-profile = perfil de confidencialidad: survey (encuesta), count (registro), money (dinero), sensitive (tema delicado), published (cifras ya publicadas).
propose-control = Compare este total con una cifra publicada por la oficina.

### check
check-rows = { $read } filas leídas = { $accepted } aceptadas + { $excluded } apartadas + { $rejected } rechazadas
check-excluded = apartadas: { $count } por { $reason }
check-share-allowed = Se rechaza el { $share } % de las filas; el adaptador admite hasta el { $allowed } % (max_rejected): se puede ejecutar.
check-share-refused = Se rechaza el { $share } % de las filas y el adaptador admite el { $allowed } % (max_rejected): no se produciría ninguna tabla. Corrija lo que sigue.
check-rejected = { $column } · filas: { $count } · { $reason } [{ $code }]
check-value = «{ $value }» (filas: { $count })
check-value-near = «{ $value }» (filas: { $count }); lo más parecido que el adaptador conoce: «{ $nearest }»
check-nearest = lo más parecido que el adaptador conoce: «{ $nearest }»
check-tail = Todas las filas de «{ $file }» desde la { $row } hasta el final ({ $count }) se rechazaron: si son notas al pie, agregue sus primeras palabras a footer en [source] y no se leerán.
check-swapped = La columna { $column } contiene { $distinct } valores que corresponden a { $other } ({ $dimension }): parece que las dos columnas están cambiadas. No se produce ninguna tabla; intercambie los encabezados en el archivo o los nombres en el adaptador.
check-swapped-filter = El filtro de { $column } no encuentra nada de lo que conserva entre sus { $distinct } valores, y { $other } sí lo contiene: parece que las dos columnas están cambiadas. No se produce ninguna tabla; intercambie los encabezados en el archivo o los nombres en el adaptador.
check-same-file = «{ $one }» y «{ $other }» contienen exactamente las mismas filas: es la misma ronda con otro nombre. Quite uno de los dos.
check-overlap = El { $share } % de las filas de «{ $one }» y «{ $other }» coincide: las rondas parecen solaparse y se contarían dos veces. Revise qué período cubre cada archivo.
check-hidden-sheets = «{ $file }» tiene hojas ocultas, que no se leen: { $sheets }. Para leer una, escriba su nombre en `sheet` de `[source]`.
check-full-footer = La fila { $row } de «{ $file }» empieza como dice `footer` de [source] y termina ahí el cuadro, pero está llena como las del cuadro. No se leyó. Si pertenece al cuadro, alargue ese comienzo en `footer`; si es una suma, escriba en `footer` su primera celda completa.
check-coverage = Cómo se decidieron los códigos, en filas (entre paréntesis, códigos distintos):
check-coverage-line = { $dimension } («{ $column }», con { $by }): { $parts }
check-coverage-finest = al nivel pedido { $share } % ({ $codes })
check-coverage-coarser = a un nivel más general, con marca D, { $share } % ({ $codes })
check-coverage-open = sin decidir (X, _X o _U) { $share } % ({ $codes })
check-coverage-unknown = desconocidos { $share } % ({ $codes })
check-coverage-missing = sin dato { $share } %
check-coverage-doubt = muchas filas tienen códigos que nada conoce: ¿es otra versión de la clasificación? «puente adapter new» propone la que los conoce
check-coverage-coarse = más generales o sin decidir: { $codes }
check-coverage-head-dimension = Dimensión
check-coverage-head-column = Columna
check-coverage-head-by = Con qué se decide
check-coverage-head-rows = filas
check-coverage-head-codes = códigos
check-coverage-finest-head = Al nivel pedido
check-coverage-coarser-head = Más general, con marca D
check-coverage-open-head = Sin decidir
check-coverage-unknown-head = Desconocidos
check-coverage-missing-head = Sin dato
check-sheet-coverage = Cobertura
check-sheet-summary = Resumen
check-sheet-mistakes = Filas rechazadas
check-column-file = Archivo
check-column-sheet = Hoja
check-column-row = Fila
check-column-cell = Celda
check-column-column = Columna
check-column-reason = Motivo
check-column-code = Código del motivo
check-column-count = Filas con este motivo
check-column-nearest = Lo más parecido

### template
template-sheet-help = Instrucciones
template-sheet-data = Datos
template-sheet-lists = Listas
template-help-measure = La columna del valor es: { $measure } ({ $unit }).
template-help-rows = Escriba en la hoja Datos una fila por cada cifra, desde la segunda fila y sin filas de título. No cambie los encabezados ni la hoja oculta.
template-help-lists = En cada celda elija de la lista; también vale escribir solo el código o solo el título.
template-help-blank = Deje en blanco, en todas las filas, las columnas de las que no tiene desglose. Una columna se llena en todas las filas o en ninguna: mezclar desgloses contaría dos veces.
template-help-totals = No escriba totales: el programa suma las filas.
template-help-published = Las cifras se toman como ya publicadas o ya protegidas: no se suprime ninguna. Si vienen de registros individuales, use un adaptador, que las protege.
template-help-check = Para revisar el archivo lleno: { $command }
template-help-fixed = «{ $heading }» no se suma: puede tener varios valores, y cada uno es una tabla aparte.
template-help-register = Escriba una fila por cada mecanismo o acuerdo y par de países, también los que ya terminaron.
template-help-sheet = Escriba en la hoja Datos, desde la segunda fila y sin filas de título. No cambie los encabezados ni la hoja oculta.
template-help-optional = Mecanismo, origen, destino, instrumento e inicio de vigencia son obligatorios; lo demás se deja en blanco si no se sabe. Si el acuerdo no tiene fin, deje en blanco «Vigente hasta».
template-help-open = Un mecanismo abierto a cualquier país lleva _T en el origen o en el destino. Uno que la lista no tiene va como OTH_BILAT, OTH_DEST u OTH_GEN, con su título.
template-help-in-force = No se escribe si está vigente: el programa lo deduce de las fechas, al último día del período.
template-help-days-dmy = Las fechas: 01/03/2019 (día, mes, año), 2019-03-01, 1 de marzo de 2019; si no se sabe el día, marzo de 2019 o 2019.
template-help-days-mdy = Las fechas: 03/01/2019 (mes, día, año), 2019-03-01, March 1, 2019; si no se sabe el día, March 2019 o 2019.
template-help-days-ymd = Las fechas: 2019-03-01 (año, mes, día), 1 de marzo de 2019; si no se sabe el día, marzo de 2019 o 2019.
template-yes = sí
template-no = no
template-error-list = Elija un valor de la lista.
template-error-number = Escriba un número que no sea negativo.
template-not-written = no se puede escribir la plantilla ({ $cause }). Revise la carpeta, los permisos y que el archivo no esté abierto
template-not-one = el archivo no es una plantilla de Puente: no tiene la hoja oculta que dice de qué tabla es. Prepare una con «puente adapter template» y copie en ella los datos
template-mixed = unas filas llenan «{ $dimension }» (la { $filled }) y otras no (la { $blank }): se contaría dos veces. Llénela en todas o en ninguna; para otro desglose use otro archivo
template-heading-OBS_VALUE = Valor
template-heading-REPORTER_ROLE = Papel del país que informa
template-heading-COUNTERPART_AREA = País contraparte
template-heading-MECHANISM = Mecanismo
template-heading-PERMIT_STAGE = Etapa
template-heading-SEX = Sexo
template-heading-AGE = Edad
template-heading-ACTIVITY = Actividad económica
template-heading-OCCUPATION = Ocupación
template-heading-GEO_ADM1 = Provincia, departamento o estado
template-heading-LABOUR_STATUS = Condición de actividad
template-heading-STATUS_EMP = Categoría en el empleo
template-heading-EDUCATION = Nivel educativo
template-heading-URBAN_RURAL = Área urbana o rural
template-heading-MIG_CRITERION = Criterio de migración
template-heading-MIG_CONCEPT = Concepto de migración
template-heading-DIRECTION = Sentido
template-heading-DURATION = Duración
template-heading-WORKER_CATEGORY = Categoría de trabajador
template-heading-RETURN_REASON = Motivo del retorno
template-heading-REINTEG = Reintegración
template-heading-REMIT_ITEM = Concepto de la remesa
template-heading-CHANNEL = Canal
template-heading-VACANCY = Vacante
template-heading-BIRTHPLACE = Lugar de nacimiento
template-heading-STAT_FUNC = Función estadística
template-heading-EARN_TYPE = Tipo de ingreso
template-heading-CONTRACT = Contrato
template-heading-JOB_TIME = Jornada
template-heading-SOCSEC_BRANCH = Rama de la seguridad social
template-heading-INJURY = Lesión
template-heading-CITIZENSHIP_GRP = Grupo de nacionalidad
template-heading-SCOPE = Alcance
template-heading-COST_ITEM = Rubro del costo
template-heading-OCC_SKILL = Nivel de competencia
template-heading-COMPLAINT = Queja
template-heading-OUTCOME = Resultado
template-heading-RECOG_TYPE = Tipo de reconocimiento
template-heading-RECOGNITION = Reconocimiento
template-heading-ORIGIN = Origen
template-heading-DESTINATION = Destino
template-heading-INSTRUMENT = Instrumento
template-heading-VALID_FROM = Vigente desde
template-heading-VALID_TO = Vigente hasta
template-heading-LEGAL_REF = Referencia legal
template-heading-INSTITUTION_ORIGIN = Institución del país de origen
template-heading-INSTITUTION_DEST = Institución del país de destino
template-heading-SECTOR = Sector económico
template-heading-CLAUSE_SOCSEC = Cláusula de seguridad social
template-heading-CLAUSE_FAIR_RECRUIT = Cláusula de contratación equitativa
template-heading-CLAUSE_SKILL = Cláusula de competencias
template-heading-CLAUSE_COMPLAINT = Cláusula de quejas
template-heading-CARD = Carné o tarjeta
template-heading-REPORT_AS = Se informa como
template-heading-TITLE = Título en otro idioma
template-heading-TITLE_ES = Título en español
template-heading-TITLE_EN = Título en inglés
template-heading-TITLE_FR = Título en francés
template-heading-URL = Enlace
template-heading-OBS_NOTE = Observaciones
template-heading-QUOTA = Cuota

### sql

sql-address-wrong = esto no es la dirección de una base. Escriba postgres://usuario@servidor/base, u odbc: y una cadena de conexión
sql-without-odbc = este programa se construyó sin ODBC. Use uno construido con `--features odbc`, o una dirección postgres://
sql-table-name-wrong = «{ $name }» no es el nombre de una tabla. Escriba esquema.tabla; entre comillas dobles, si el nombre tiene un punto
sql-unreachable = no se llega a la base, o se cortó la conexión ({ $cause }). Revise servidor, puerto y red
sql-tls-failed = la conexión no se pudo cifrar, o no se pudo verificar el certificado del servidor. Indique sslrootcert=ARCHIVO con la autoridad de su oficina; solo en una red de confianza, sslmode=disable
sql-roots-not-readable = no se pueden leer los certificados de sslrootcert. Revise la ruta y los permisos
sql-login-refused = la base no acepta el usuario o la contraseña. La contraseña se toma de PGPASSWORD o de PGPASSFILE (con ODBC, de PUENTE_SQL_PASSWORD)
sql-table-missing = no existe la tabla { $table }. Escriba el nombre como está en la base, con sus mayúsculas y su esquema
sql-not-allowed = el usuario no puede leer la tabla { $table }. Pida el permiso SELECT sobre ella; no hace falta ningún otro
sql-refused = la base no respondió a la consulta (SQLSTATE { $state }). Muestre la consulta con --explain a quien administra la base

inspect-book-title = libro de códigos: «{ $title }»
inspect-book = libro de códigos: «{ $title }»: { $labels }
codebook-no-variables = no se encontró en el libro de códigos la columna con los nombres de las variables, o ninguna que diga qué significan. Encabezados: { $headers }. Hace falta una columna «Variable» (o «Campo») y una «Descripción» o «Etiqueta»
inspect-next-book = Siguiente paso: parece un libro de códigos. Úselo con el archivo de datos que describe.
inspect-a-file = DATOS
