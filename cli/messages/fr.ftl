### The command line itself
error-label = erreur
help = Puente : échange de statistiques de migration de travail entre les pays de la Conférence régionale sur les migrations
help-usage = Usage
help-heading-commands = Commandes
help-heading-arguments = Arguments
help-heading-options = Options
help-word-options = OPTIONS
help-word-command = COMMANDE
help-flag = Affiche cette aide
help-version = Affiche la version
help-global-lang = Langue de tous les textes : es, en ou fr (aussi par la variable PUENTE_LANG)
help-global-format = Forme du résultat sur la sortie standard : text pour les personnes, json pour les programmes
usage-unknown-argument = argument inconnu : { $argument }
usage-unknown-command = commande inconnue : { $command }
usage-missing-argument = arguments manquants : { $argument }
usage-missing-command = indiquez la commande à exécuter
usage-bad-value = la valeur « { $value } » ne convient pas à { $argument }
usage-bad-value-choice = la valeur « { $value } » ne convient pas à { $argument }. Valeurs admises : { $valid }
usage-conflict = l'argument { $argument } ne peut pas être utilisé avec un autre déjà donné
usage-other = la ligne de commande n'est pas correcte
usage-hint = aide : utilisez --help pour voir ce que chaque commande accepte

### demo
help-demo = Monte une région entière sur cette machine et montre tout le parcours

### adapter
help-adapter = Lit des enregistrements nationaux avec un adaptateur et prépare des tableaux protégés

### protect
help-protect = Protège un tableau contre la divulgation

### attack
help-attack = Tente de recalculer les cellules supprimées d’un tableau

### submit
help-submit = Signe un tableau protégé et le soumet à la passerelle

### pull
help-pull = Récupère les livraisons qui attendent à la passerelle

### verify
help-verify = Vérifie hors ligne les signatures, les accusés et le journal d’audit

### office
help-office = Travaux de l’office national

### schema
help-schema = Montre et vérifie le format d’échange

### certs
help-certs = Autorité et certificats

### gateway
help-gateway = Sert et administre la passerelle
