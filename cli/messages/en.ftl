### The command line itself
error-label = error
help = Puente: exchange of labour migration statistics between the countries of the Regional Conference on Migration
help-usage = Usage
help-heading-commands = Commands
help-heading-arguments = Arguments
help-heading-options = Options
help-word-options = OPTIONS
help-word-command = COMMAND
help-flag = Shows this help
help-version = Shows the version
help-global-lang = Language of all texts: es, en or fr (also by the variable PUENTE_LANG)
help-global-format = Form of the result on standard output: text for people, json for programs
usage-unknown-argument = unknown argument { $argument }
usage-unknown-command = unknown command { $command }
usage-missing-argument = missing arguments: { $argument }
usage-missing-command = say which command to run
usage-bad-value = the value “{ $value }” does not fit { $argument }
usage-bad-value-choice = the value “{ $value }” does not fit { $argument }. Valid values: { $valid }
usage-conflict = the argument { $argument } cannot be used with another one already given
usage-other = the command line is not correct
usage-hint = hint: use --help to see what each command takes

### demo
help-demo = Brings up a whole region on this machine and shows the entire journey

### adapter
help-adapter = Reads national records with an adapter and prepares protected tables

### protect
help-protect = Protects a table against disclosure

### attack
help-attack = Tries to recompute the suppressed cells of a table

### submit
help-submit = Signs a protected table and submits it to the gateway

### pull
help-pull = Fetches the deliveries that wait at the gateway

### verify
help-verify = Verifies signatures, receipts and the audit log offline

### office
help-office = Jobs of the national office

### schema
help-schema = Shows and checks the exchange format

### certs
help-certs = Authority and certificates

### gateway
help-gateway = Serves and administers the gateway
