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

### demo
help-demo = Levanta una región completa en esta máquina y muestra el recorrido entero

### adapter
help-adapter = Lee registros nacionales con un adaptador y prepara tablas protegidas

### protect
help-protect = Protege una tabla contra la divulgación

### attack
help-attack = Intenta recalcular las celdas suprimidas de una tabla

### submit
help-submit = Firma y envía una tabla protegida al gateway

### pull
help-pull = Recoge las entregas que esperan en el gateway

### verify
help-verify = Verifica sin conexión firmas, acuses y la bitácora de auditoría

### office
help-office = Trabajos de la oficina nacional

### schema
help-schema = Muestra y comprueba el formato de intercambio

### certs
help-certs = Autoridad y certificados

### gateway
help-gateway = Sirve y administra el gateway
