### reader

read-place-file = archivo «{ $name }»
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
read-column-doubled = varias columnas corresponden a `{ $column }`: { $headers }. Deje un solo nombre en el adaptador, o elimine la otra columna.
read-position-missing = el texto es de ancho fijo y la columna obligatoria `{ $column }` no tiene posición. Escriba `position = [primer carácter, número de caracteres]` en [columns.{ $column }], según el diccionario de datos.
read-sheet-missing = el libro no tiene una hoja «{ $sheet }». Tiene: { $sheets }. Corrija `sheet` en `[source]`.
read-row-too-long = la fila ocupa más de { $limit } MB o abarca demasiadas líneas. Probablemente se abrió una comilla y no se cerró; corríjala o exporte de nuevo.
read-quote-not-closed = aquí se abre una comilla que no se cierra antes del final del archivo. Corríjala o exporte de nuevo.
read-line-not-json = la línea no es un objeto JSON. Debe haber un objeto por línea; corrija la línea o exporte de nuevo.
read-file-damaged = el archivo { $format } está dañado o incompleto. Cópielo o descárguelo de nuevo.
read-workbook-protected = el libro pide una contraseña. Ábralo, guarde una copia sin contraseña y use la copia.
read-workbook-too-large = el libro descomprimido ocupa más de { $limit } MB. Guarde la hoja como CSV en UTF-8, que se lee de cualquier tamaño.

read-row-too-few-cells = la fila termina antes de una columna obligatoria
read-row-too-many-cells = la fila tiene más celdas que el encabezado; probablemente hay un separador sin comillas dentro de una celda
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
definition-missing-dimension = falta la dimensión { $dimension }, que el flujo de datos exige. Agregue [dimension.{ $dimension }]
definition-exactly-one = debe darse exactamente una de estas claves: { $keys }
definition-not-allowed = el valor no está permitido. Se esperaba: { $expected }
period-outside-definition = el adaptador no vale para el período { $period }; vale para { $holds }

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

### reject
reject-cell-missing = la celda está vacía y la dimensión no tiene código para ello. Complete el archivo o indique `missing` en la dimensión
reject-code-unknown = ningún mapa, título ni concordancia conoce la celda. Corrija el archivo o agregue el código al adaptador
reject-code-undecided = la concordancia lleva a varios códigos y ninguno los reúne. Indique `undecided` en la dimensión
reject-code-refused = el adaptador rechaza este código
reject-no-case = ningún caso del adaptador vale para la fila. Agregue el caso o indique `otherwise`

### run
run-no-rows = ninguna fila sirve para las tablas: revise que el archivo y el período correspondan al adaptador
run-recoverable = no se escribió nada: { $cells } celdas suprimidas de { $dataflow } se pueden recalcular. Reduzca los cruces del adaptador e informe de este fallo
run-not-written = no se puede escribir { $path } ({ $cause }). Revise el espacio y los permisos de la carpeta
run-stopped = interrumpido: no se escribió nada
