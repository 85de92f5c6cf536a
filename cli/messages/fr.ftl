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

### files and connections
file-unreadable = « { $file } » est illisible : { $cause }
file-unwritable = impossible d’écrire « { $file } » : { $cause }
connection-attempt = { $file } (tentative { $attempt })
connection-pause = pas encore de réponse ; nouvelle tentative dans { $seconds } s

### demo
help-demo = Met en place une région complète sur cette machine et montre tout le parcours
help-demo-dir = Dossier où tout est écrit ; vide ou inexistant (par défaut, demo-region)
help-demo-port = Port de la passerelle sur 127.0.0.1 ; 0 en prend un libre (par défaut)
help-demo-once = Se termine après le retrait au lieu de continuer jusqu’à Ctrl-C
help-demo-real-data = Dossier des fichiers nationaux publiés ; ceux qui existent sont utilisés
help-demo-ministry = Ministère qui lit le tableau régional (par défaut, HND-SETRASS)
help-demo-examples = Crée une autorité de certification, une passerelle et les offices et ministères de douze pays, chacun
    avec son propre certificat. Les offices adaptent, protègent, signent et envoient ; la passerelle
    contrôle, conserve et distribue selon les accords ; les ministères retirent.
    Les enregistrements sont synthétiques, sauf ceux que lit --real-data.

    EXEMPLES
      puente demo --once
      puente demo --dir /tmp/region --port 8443
      puente demo --once --real-data ../shared/real-data

    CODES DE SORTIE
      0  la région a fonctionné et le tableau régional est imprimé
      1  un office n’a pas pu préparer ou envoyer son tableau
      2  commande mal écrite ou dossier inutilisable
      3  panne de réseau, de disque ou de base de données
demo-dir-in-use = le dossier { $path } n’est pas vide. Choisissez-en un autre avec --dir, ou effacez-le
demo-no-real-data = le dossier { $path } de --real-data n’existe pas
demo-unknown-ministry = la région n’a pas de ministère { $id }. Elle a : { $known }
demo-step-trust = Autorité et { $count } certificats
demo-step-gateway = Passerelle à l’adresse { $url }
demo-step-agreements = { $participants } participants, { $agreements } accords, { $calendars } calendrier
demo-step-office = { $office } prépare { $adapter }
demo-office-done = { $office } : { $adapter } { $period } : { $read } lignes lues, { $rejected } rejetées ; { $cells } cellules, suppressions primaires : { $primary }, secondaires : { $secondary } ; { $origin } ; récépissé reçu
demo-office-failed = { $office } : { $adapter } n’a pas pu être préparé ou envoyé : { $detail }
demo-origin-synthetic = enregistrements SYNTHÉTIQUES
demo-origin-published = enregistrements publiés : { $files }
demo-step-pull = { $ministry } : { $count } livraisons retirées et vérifiées
demo-waiting = { $arrived } livraisons sur { $expected } sont arrivées aux ministères
demo-late = les livraisons ne sont pas arrivées à temps : { $arrived } sur { $expected }. Le journal de la passerelle est dans { $log }
demo-gateway-ended = la passerelle s’est arrêtée avant d’être prête. Son journal est dans { $log }
demo-as-ministry = Ce que lit { $ministry } :
demo-synthetic-warning = Les chiffres de cette région sont une démonstration : les enregistrements synthétiques viennent d’une graine fixe et ne décrivent aucun pays.
demo-synthetic-which = Synthétiques : { $adapters }
demo-synthetic-none = Aucun office n’a utilisé d’enregistrements synthétiques.
demo-permits-title = Permis, visas et postes par origine
demo-permits-origin = Origine
demo-stocks-title = Population occupée et au chômage par pays et sexe (personnes)
demo-stocks-country = Pays
demo-groups-title = Totaux de groupes de pays (personnes) ; [2/3] = tant de membres ont répondu, pas de total
demo-groups-group = Groupe
demo-corridors-title = Couloirs tels que les deux côtés les comptent (D destination, O origine) ; jamais additionnés
demo-thousands = { "\u202F" }
demo-legend = (A) supprimée, peu de cas · (O) une seule unité · (T) deux unités · (G) dominance · (D) supprimée pour en protéger une autre · (S) retenue par la passerelle parce qu’un membre la retient
    {"["}·] pas de chiffre, avec son statut · vide : non envoyé · les chiffres d’étapes différentes ne s’additionnent pas
demo-suppressed = Dans les { $tables } tableaux reçus : { $cells } cellules ; supprimées par une règle : { $primary } ; pour en protéger d’autres : { $secondary }
demo-stage-REQ = demandés
demo-stage-CERT = certifiés
demo-stage-PET = pétitions
demo-stage-VISA = visas
demo-stage-PERM = permis
demo-status-EMP = Occupés
demo-status-UNE = Chômeurs
demo-sex-T = total
demo-sex-F = femmes
demo-sex-M = hommes
demo-where = Où tout se trouve
demo-where-manifest = Adresses, certificats et envois
demo-where-certs = Autorité et certificats
demo-where-offices = Offices : fichiers, tableaux, rapports et récépissés
demo-where-ministries = Ministères : livraisons retirées
demo-where-gateway = Passerelle : configuration, base de données et journal
demo-where-pull = Pour retirer comme ministère
demo-stays-up = La région reste en marche. Ctrl-C l’arrête
demo-ended = Région arrêtée

### adapter
help-adapter = Lit des enregistrements nationaux avec un adaptateur et prépare des tableaux protégés

### protect
help-protect = Protège un tableau contre la divulgation
help-protect-table = Le tableau (CSV) : dimensions, puis freq,value,ncontr,top1,top2 et, au besoin, primary,lpl,upl,spl
help-protect-hierarchies = Dossier de hier_<dimension>.json, ou un fichier avec une hiérarchie ou une liste de hiérarchies
help-protect-rule = Fichier de règles (TOML) ; inutile si le tableau dit lui-même ce qui est primaire
help-protect-out = Où écrire les statuts (CSV) : u primaire, m secondaire, s publié, z zéro
help-protect-cost = Ce qu’il faut garder petit : value (valeur), cells (cellules) ou mixed (les deux)
help-protect-insiders = single : qui est seul dans une cellule n’apprend rien des autres ; none : non considéré
help-protect-earlier = Statuts (CSV) que `puente protect` a écrits auparavant pour les mêmes chiffres ; peut être répété. Ce qui était caché le reste, et ce qui était publié ne cache rien
help-protect-seconds = Secondes après lesquelles rien n’est plus amélioré, seulement rendu sûr : il peut être supprimé plus que nécessaire. Sans cette option, le résultat est le même sur toute machine
help-protect-examples =
    EXEMPLES
      puente protect tableau.csv --hierarchies . --out statuts.csv
      puente protect tableau.csv --hierarchies . --rule regle.toml --out statuts.csv --cost value --format json

    CODES DE SORTIE
      0  protégé, et l’attaque ne trouve rien    1  le tableau ne peut être protégé
      2  usage ou règle incorrects               3  un fichier ne peut être lu ou écrit
protect-done = { $cells } cellules : { $primary } supprimées par règle, { $secondary } pour les protéger
protect-stage-suppress = suppression de cellules pour en protéger d’autres
protect-stage-give-back = restitution de ce qui n’était pas nécessaire
protect-stage-renew = ce qui coûte cher est remplacé
protect-stage-attack = l’intrus attaque

### attack
help-attack = Tente de recalculer les cellules supprimées d’un tableau
help-attack-table = Un envoi (JSON), ou un tableau (CSV) avec la colonne status
help-attack-hierarchies = Dossier de hier_<dimension>.json, ou un fichier avec une hiérarchie ou une liste de hiérarchies
help-attack-statuses = Les statuts écrits par protect, si le tableau n’a pas de colonne status
help-attack-examples =
    EXEMPLES
      puente attack DF_LM_STOCK.json
      puente attack tableau.csv --hierarchies . --statuses statuts.csv --format json

    CODES DE SORTIE
      0  rien ne peut être recalculé    1  quelque chose peut l’être, ou n’a pu être établi
      2  usage incorrect                3  un fichier ne peut être lu
attack-done = { $cells } cellules, { $suppressed } supprimées : { $recovered } peuvent être recalculées, { $undecided } indécises
attack-recovered = { $cell } : { $kind } (sommes par { $along })
attack-kind-exact = son chiffre se déduit
attack-kind-interval = son chiffre est dans un intervalle trop étroit
attack-kind-insider = une unité seule dans une cellule en apprend trop
attack-needs-hierarchies = un tableau demande --hierarchies
attack-no-status = le tableau n’a pas de colonne status : indiquez --statuses
attack-unknown-dataflow = le flux de données { $dataflow } n’existe pas
attack-published-primary = { $count } cellules que le tableau marque comme primaires sont publiées : supprimez-les
table-not-csv = { $file }, ligne { $line } : une ligne de CSV en UTF-8 avec autant de champs que l’en-tête est attendue ; vérifiez virgules, guillemets et encodage
table-bad-header = { $file }, ligne { $line } : les dimensions sont attendues d’abord, puis au moins la colonne value ou freq ; corrigez l’en-tête
table-empty = { $file } n’a qu’un en-tête : une ligne par cellule est attendue, totaux compris
table-bad-number = { $file }, ligne { $line }, colonne { $column } : un nombre à point décimal et sans séparateur de milliers est attendu (dans ncontr, entier et non négatif) ; corrigez ce champ
table-unknown-code = { $file }, ligne { $line }, colonne { $column } : le code n’est pas dans { $hierarchy } ; ajoutez-le ou corrigez la ligne
table-bad-status = { $file }, ligne { $line }, colonne status : u, m, s ou z est attendu
statuses-bad-header = { $file }, ligne { $line } : les dimensions du tableau et la colonne status sont attendues ; utilisez le fichier écrit par protect
hierarchy-bad-json = { $file }, ligne { $line }, colonne { $column } : du JSON de la forme {"{"}"dim", "total", "nodes": […], "equations": [["parent", ["enfant", …]], …]{"}"} est attendu
hierarchy-missing = Il n’y a pas de hiérarchie pour la dimension { $dimension } : elle est attendue dans { $file } ; créez-la ou indiquez un autre chemin dans --hierarchies

### submit
help-submit = Signe un tableau protégé et le soumet à la passerelle
help-submit-files = Envois préparés par « puente adapter run », un document JSON chacun
help-submit-url = La passerelle, https://SERVEUR:PORT
help-submit-cert = Certificat de l’office, PEM
help-submit-key = Clé privée de l’office, PEM
help-submit-ca = Certificat de l’autorité de la région, PEM
help-submit-crl = Liste des révocations de l’autorité, PEM
help-submit-dry-run = Vérifie fichier, certificat et clé, et n’envoie rien
help-submit-examples =
    EXEMPLES
      puente submit envoi/DF_LM_STOCK.json --url https://passerelle.example:8443 --cert HND-INE.crt --key HND-INE.key --ca authority.crt

    La signature est gardée dans FICHIER.jws et l’accusé de la passerelle dans FICHIER.receipt. Un fichier qui a son accusé n’est pas renvoyé.

    CODES DE SORTIE
      0  tous les fichiers ont leur accusé    1  la passerelle en a refusé un
      2  usage incorrect                      3  réseau ou disque
submit-acknowledged =
    Reçu par la passerelle le { $at }, avec { $findings } constats
      fichier : { $file }
      envoi : { $submission }
      accusé : { $receipt }
      ensuite : puente verify { $receipt } --ca AUTORITE.crt
submit-already-acknowledged =
    La passerelle l’a depuis le { $at }
      fichier : { $file }
      envoi : { $submission }
      accusé : { $receipt }
submit-would-send = { $file } : { $bytes } octets seraient envoyés au nom de { $participant }, envoi { $submission }, à { $url }. Rien n’a été envoyé
submit-too-large = « { $file } » dépasse { $cause } octets
submit-no-submission = « { $file } » n’est pas un envoi (à { $cause }). Préparez-le avec « puente adapter run »
submit-other-provider = « { $file } » est de { $provider }, mais le certificat est de { $participant }. Utilisez le certificat de { $provider }

### pull
help-pull = Récupère les livraisons qui attendent à la passerelle
help-pull-url = La passerelle, https://SERVEUR:PORT
help-pull-cert = Certificat du participant, PEM
help-pull-key = Clé privée du participant, PEM
help-pull-ca = Certificat de l’autorité de la région, PEM
help-pull-crl = Liste des révocations de l’autorité, PEM
help-pull-out = Dossier des documents et de leurs signatures
help-pull-dry-run = Dit ce qui est nouveau et ne rapporte rien
help-pull-examples =
    EXEMPLES
      puente pull --url https://passerelle.example:8443 --cert MEX-STPS.crt --key MEX-STPS.key --ca authority.crt --out boite

    Relancée, la commande ne rapporte que le nouveau. À côté de chaque document se trouve sa signature vérifiée, dans FICHIER.jws.

    CODES DE SORTIE
      0  tout est là        1  la passerelle a refusé
      2  usage incorrect    3  réseau ou disque, ou une signature qui ne se vérifie pas
pull-fetched = { $file } : { $dataflow } de { $provider }, { $period }, révision { $revision }, signature vérifiée
pull-would-fetch = { $file } : { $dataflow } de { $provider }, { $period }, révision { $revision } ; serait rapporté
pull-end = { $fetched } documents nouveaux sur { $listed } dans la boîte ; dossier { $folder }

### verify
help-verify = Vérifie hors ligne les signatures, les accusés et le journal d’audit
help-verify-file = Un document avec sa signature à côté, ou un accusé
help-verify-ca = Certificat de l’autorité de la région, PEM
help-verify-crl = Liste des révocations de l’autorité, PEM
help-verify-signature = La signature, si elle n’est pas à côté du document comme FICHIER.jws
help-verify-receipt = L’accusé de la passerelle : il doit être celui de ce document, et dit quand il a été reçu
help-verify-at = Moment où le certificat du signataire doit être en vigueur (RFC 3339) ; maintenant, ou celui de l’accusé
help-verify-examples =
    EXEMPLES
      puente verify envoi/DF_LM_STOCK.json --receipt envoi/DF_LM_STOCK.json.receipt --ca authority.crt
      puente verify envoi/DF_LM_STOCK.json.receipt --ca authority.crt

    CODES DE SORTIE
      0  la signature est celle du document    1  elle ne l’est pas
      2  usage incorrect                       3  un fichier est illisible
verify-signed =
    Signature valable de { $participant }
      document : { $file }
      signé le : { $at }, selon l’horloge du signataire
      empreinte du document : { $digest }
      certificat : { $fingerprint }
verify-receipt =
    Accusé valable de { $participant }
      fichier : { $file }
      envoi : { $submission }
      reçu le : { $at }
      constats : { $findings }
      journal d’audit : position { $position }
      empreinte du document : { $digest }
      certificat : { $fingerprint }
verify-refused = { $file } : NON vérifié ({ $code }) : { $reason }
verify-other-document = l’accusé « { $file } » est celui d’un autre document

### schema
help-schema = Montre et vérifie le format d’échange
help-schema-list = Énumère les flux de données
help-schema-show = Affiche les dimensions et les mesures d’un flux de données ; avec --format json, son JSON Schema
help-schema-show-id = Le flux de données, par exemple DF_PERMIT
help-schema-validate = Vérifie un envoi et signale chaque constat avec son emplacement
help-schema-validate-file = L’envoi, un document JSON ; - lit l’entrée standard
help-schema-generate = Écrit les JSON Schema produits à partir des définitions
help-schema-generate-dir = Dossier des schémas
help-schema-generate-check = N’écrit rien : indique les fichiers qui ne sont pas à jour et se termine par 1
schema-unknown-dataflow = le flux de données « { $id } » n’existe pas ; affichez-les avec puente schema list
schema-dimensions = Dimensions (liste de codes, valeur par défaut)
schema-measures = Mesures (unité)
schema-valid = l’envoi respecte le format
help-schema-examples =
    EXEMPLES
      puente schema show DF_PERMIT
      puente schema validate envoi/DF_PERMIT.json

    CODES DE SORTIE
      0  aucune erreur    1  erreurs    2  mauvais usage    3  disque

### certs
help-certs = Autorité et certificats
help-certs-examples =
    EXEMPLES
      puente certs init autorite --name "Autorité régionale"
      puente certs request HND-INE
      puente certs issue HND-INE.csr --authority autorite
      puente certs inspect HND-INE.crt

    CODES DE SORTIE
      0  fait    1  la demande ou le certificat est refusé
      2  usage incorrect    3  un fichier ne peut être lu ou écrit
help-certs-init = Crée l’autorité d’une région : son certificat, sa clé et une liste de révocations vide
help-certs-init-folder = Dossier de l’autorité ; gardez-le hors ligne
help-certs-init-name = Nom dans le certificat de l’autorité
help-certs-init-days = Jours de validité du certificat de l’autorité
help-certs-init-crl-days = Jours avant le renouvellement de la liste des révocations
help-certs-request = Crée une clé, qui reste ici, et la demande de son certificat
help-certs-request-name = Un participant (HND-INE), la passerelle (PUENTE-GATEWAY) ou le nom d’un serveur
help-certs-request-out = Dossier de la clé et de la demande
help-certs-issue = Délivre le certificat demandé
help-certs-issue-request = La demande (.csr)
help-certs-issue-authority = Dossier de l’autorité
help-certs-issue-dns = Nom d’un serveur ; peut être répété
help-certs-issue-ip = Adresse IP d’un serveur ; peut être répétée
help-certs-issue-days = Jours de validité du certificat
help-certs-issue-out = Fichier du certificat ; à côté de la demande par défaut
help-certs-issue-examples =
    EXEMPLES
      puente certs issue HND-INE.csr --authority autorite
      puente certs issue passerelle.example.csr --authority autorite --dns passerelle.example --ip 192.0.2.7

    CODES DE SORTIE
      0  délivré    1  la demande est refusée    2  usage incorrect    3  un fichier ne peut être lu ou écrit
help-certs-renew = Délivre le successeur d’un certificat, pour le même usage, selon une nouvelle demande
help-certs-renew-certificate = Le certificat qui arrive à échéance
help-certs-renew-request = La nouvelle demande (.csr)
help-certs-renew-authority = Dossier de l’autorité
help-certs-renew-out = Fichier du nouveau certificat ; à côté de la demande par défaut
help-certs-revoke = Retire un certificat et signe une nouvelle liste de révocations
help-certs-revoke-certificate = Le fichier du certificat ou son numéro de série
help-certs-revoke-authority = Dossier de l’autorité
help-certs-revoke-crl-days = Jours avant le renouvellement de la liste des révocations
help-certs-crl = Signe à nouveau la liste des révocations
help-certs-crl-authority = Dossier de l’autorité
help-certs-crl-crl-days = Jours avant le renouvellement de la liste
help-certs-crl-out = Un autre endroit pour la liste
help-certs-export = Écrit certificat, clé et autorité dans un seul fichier PKCS#12, pour un navigateur
help-certs-export-cert = Le certificat, PEM
help-certs-export-key = La clé privée, PEM
help-certs-export-ca = Certificat de l’autorité, PEM
help-certs-export-password-file = Fichier dont la première ligne est le mot de passe du PKCS#12
help-certs-export-out = Le fichier PKCS#12
help-certs-inspect = Montre ce que dit un certificat, une demande ou une liste de révocations
help-certs-inspect-files = Fichiers au format PEM
certs-made =
    Autorité créée
      certificat : { $certificate } (à remettre à chaque participant)
      clé : { $key } (à garder hors ligne ; ne la donnez jamais)
      révocations : { $crl }
      empreinte : { $fingerprint }
      ensuite : puente certs issue DEMANDE.csr --authority { $folder }
certs-requested =
    Clé et demande créées
      clé : { $key } (reste ici ; ne l’envoyez jamais)
      demande : { $request }
      ensuite : envoyez { $request } à l’autorité, qui exécute : puente certs issue { $request } --authority DOSSIER
certs-bad-name = « { $name } » n’est ni un participant (HND-INE), ni PUENTE-GATEWAY, ni un nom de serveur en minuscules
certs-needs-hosts = la demande « { $file } » est au nom de « { $name } », qui n’est pas un participant. Pour un serveur, indiquez --dns ou --ip
certs-issued =
    Certificat délivré
      fichier : { $file }
      empreinte : { $fingerprint }
      numéro de série : { $serial }
      valable jusqu’au : { $until }
      ensuite : puente certs inspect { $file }
certs-revoked =
    Certificat de { $name } révoqué
      numéro de série : { $serial }
      empreinte : { $fingerprint }
      liste : { $crl }
      ensuite : portez la liste à la passerelle, qui la lit en quelques secondes
certs-listed =
    Liste des révocations signée
      fichier : { $file }
      révoqués : { $count }
      prochain renouvellement : { $due }
      ensuite : portez la liste à la passerelle, qui la lit en quelques secondes
certs-no-password = la première ligne de « { $file } » est vide ; un fichier PKCS#12 a besoin d’un mot de passe
certs-exported =
    Fichier PKCS#12 écrit
      fichier : { $file }
      ensuite : importez-le dans le navigateur, avec le mot de passe
certs-nothing-found = « { $file } » ne contient ni certificat, ni demande, ni liste de révocations au format PEM
certs-a-certificate =
    Certificat de { $subject }
      participant : { $participant }
      serveurs : { $hosts }
      usages : { $uses }
      délivré par : { $issuer }
      valable du : { $from }
      valable jusqu’au : { $until }
      numéro de série : { $serial }
      empreinte : { $fingerprint }
certs-a-request = Demande au nom de { $subject }, signée par sa propre clé
certs-a-broken-request = Demande au nom de { $subject }, NON signée par sa propre clé
certs-a-list =
    Révocations de { $issuer }
      faite : { $made }
      prochain renouvellement : { $due }
      révoqués : { $count }

### gateway
help-gateway = Sert et administre la passerelle
help-gateway-examples =
    EXEMPLES
      puente gateway doctor --config gateway.toml
      puente gateway apply --config gateway.toml region/
      puente gateway serve --config gateway.toml

    CODES DE SORTIE
      0  terminé    1  une vérification a échoué
      2  usage ou configuration incorrects    3  réseau, disque ou base de données
help-gateway-plan = Montre ce que « apply » changerait : participants, accords et calendriers
help-gateway-plan-config = Fichier de configuration de la passerelle
help-gateway-plan-folder = Dossier avec participants, agreements et calendars
help-gateway-plan-examples =
    EXEMPLES
      puente gateway plan --config gateway.toml region/

    CODES DE SORTIE
      0 affiché · 2 le dossier ou la configuration contient des erreurs · 3 la base de données ne répond pas
help-gateway-apply = Écrit dans la passerelle ce que dit le dossier, tout ou rien, et le note au journal d'audit
help-gateway-apply-config = Fichier de configuration de la passerelle
help-gateway-apply-folder = Dossier avec participants, agreements et calendars
help-gateway-apply-examples =
    EXEMPLES
      puente gateway apply --config gateway.toml region/

    CODES DE SORTIE
      0 écrit · 2 le dossier ou la configuration contient des erreurs · 3 la base de données ne répond pas
gateway-change-added-participant = { "+" } participant { $id } (ajout)
gateway-change-added-agreement = { "+" } accord { $id } (ajout)
gateway-change-added-calendar = { "+" } calendrier { $id } (ajout)
gateway-change-changed-participant = { "~" } participant { $id } (modification)
gateway-change-changed-agreement = { "~" } accord { $id } (modification)
gateway-change-changed-calendar = { "~" } calendrier { $id } (modification)
gateway-change-removed-participant = { "-" } participant { $id } (suppression)
gateway-change-removed-agreement = { "-" } accord { $id } (suppression)
gateway-change-removed-calendar = { "-" } calendrier { $id } (suppression)
gateway-plan-done = Changements à appliquer : { $count }
gateway-apply-done = Changements appliqués : { $count }

### gateway serve, migrate, doctor, audit
help-gateway-serve = Sert les participants jusqu’à ce qu’on lui demande de finir
help-gateway-serve-config = Fichier de configuration de la passerelle
help-gateway-migrate = Amène les tables de la base de données à cette version
help-gateway-migrate-config = Fichier de configuration de la passerelle
help-gateway-migrate-examples =
    EXEMPLES
      puente gateway migrate --config gateway.toml

    CODES DE SORTIE
      0  les tables sont à jour    2  configuration incorrecte    3  la base de données ne répond pas
help-gateway-doctor = Examine tout ce dont la passerelle a besoin, sans la démarrer
help-gateway-doctor-config = Fichier de configuration de la passerelle
help-gateway-doctor-examples =
    EXEMPLES
      puente gateway doctor --config gateway.toml
      puente gateway doctor --config gateway.toml --format json

    CODES DE SORTIE
      0  elle peut servir    1  un élément est en échec    2  configuration incorrecte
help-gateway-audit = Montre le journal d’audit ou vérifie que personne ne l’a altéré
help-gateway-audit-config = Fichier de configuration de la passerelle
help-gateway-audit-verify = Vérifie la chaîne de tout le journal au lieu de le montrer
help-gateway-audit-after = Ne montre que ce qui suit cette position
help-gateway-audit-examples =
    EXEMPLES
      puente gateway audit --config gateway.toml --after 120
      puente gateway audit --config gateway.toml --verify

    CODES DE SORTIE
      0  montré, ou la chaîne est intacte    1  la chaîne est rompue
      2  configuration incorrecte    3  la base de données ne répond pas
gateway-migrated = Étapes appliquées : { $count }
gateway-store = la base de données ne répond pas : { $detail }
gateway-log-filter = le filtre du journal n’est pas lisible : { $detail }
gateway-audit-holds = La chaîne est intacte : { $rows } lignes, la dernière avec l’empreinte { $hash }
gateway-audit-broken = La chaîne se rompt à la ligne { $position } : elle a été modifiée, retirée ou déplacée
help-gateway-serve-examples =
    EXEMPLES
      puente gateway serve --config gateway.toml

    L’endroit où elle écoute est écrit en une ligne JSON sur la sortie standard ; le journal, sur la sortie d’erreur.

    CODES DE SORTIE
      0  a fini quand on le lui a demandé    2  configuration incorrecte
      3  réseau, disque ou base de données

### adapter-commands
help-adapter-adapters = Dossier de vos propres adaptateurs, qui l’emportent sur ceux inclus (DIR/<iso3>/<système>.toml)
help-adapter-list = Énumère les adaptateurs
help-adapter-show = Montre ce qu’un adaptateur lit et produit
help-adapter-check = Vérifie des fichiers avec un adaptateur sans rien écrire
help-adapter-run = Transforme des fichiers en envois protégés, non signés
help-adapter-list-adapters = Dossier de vos propres adaptateurs, qui l’emportent sur ceux inclus (DIR/<iso3>/<système>.toml)
help-adapter-show-adapters = Dossier de vos propres adaptateurs, qui l’emportent sur ceux inclus (DIR/<iso3>/<système>.toml)
help-adapter-check-adapters = Dossier de vos propres adaptateurs, qui l’emportent sur ceux inclus (DIR/<iso3>/<système>.toml)
help-adapter-template-adapters = Dossier de vos propres adaptateurs, qui l’emportent sur ceux inclus (DIR/<iso3>/<système>.toml)
help-adapter-new-adapters = Dossier de vos propres adaptateurs, qui l’emportent sur ceux inclus (DIR/<iso3>/<système>.toml)
help-adapter-inspect-adapters = Dossier de vos propres adaptateurs, qui l’emportent sur ceux inclus (DIR/<iso3>/<système>.toml)
help-adapter-run-adapters = Dossier de vos propres adaptateurs, qui l’emportent sur ceux inclus (DIR/<iso3>/<système>.toml)
help-adapter-show-id = Identifiant de l’adaptateur, par exemple usa/oflc_h2a
help-adapter-check-id = Identifiant de l’adaptateur, par exemple usa/oflc_h2a
help-adapter-run-id = Identifiant de l’adaptateur, par exemple usa/oflc_h2a
help-adapter-check-files = Fichiers du bureau, ou adresses https:// d’un service SDMX ; plusieurs se lisent comme un seul
help-adapter-run-files = Fichiers du bureau, ou adresses https:// d’un service SDMX ; plusieurs se lisent comme un seul
help-adapter-check-before = Fichiers de séries précédentes : dit si le fichier répète leurs lignes
help-adapter-check-report = Classeur XLSX où écrire le rapport
help-adapter-check-area = Code alpha-3 du pays déclarant ; seulement pour les adaptateurs de fichiers à plusieurs pays (region/…)
help-adapter-check-period = Période de référence (2024, 2024-S1, 2024-Q3, 2024-07) ; sans elle, la dernière de l’adaptateur
help-adapter-check-show-values = Montre les valeurs des cellules rejetées ; à n’utiliser que dans le bureau
help-adapter-check-service-ca = Fichier PEM avec les autorités du certificat du service ; sans lui, celles du système
help-adapter-run-sql = Une base au lieu de fichiers : postgres://utilisateur@serveur/base (PostgreSQL, Citus, Greenplum…), ou odbc: et une chaîne de connexion. La base groupe les enregistrements et seules reviennent les combinaisons différentes des colonnes de l’adaptateur, avec leur nombre. Le mot de passe vient de PGPASSWORD ou PGPASSFILE (ODBC : PUENTE_SQL_PASSWORD)
help-adapter-run-table = Table ou vue de la base : table ou schéma.table
help-adapter-run-explain = Montre la requête qui serait faite à la base, et ne lit rien
help-adapter-run-area = Code alpha-3 du pays déclarant ; seulement pour les adaptateurs de fichiers à plusieurs pays (region/…)
help-adapter-run-period = Période de référence : 2024, 2024-S1, 2024-Q3, 2024-07
help-adapter-run-out = Dossier pour les envois et le rapport
help-adapter-run-provider = Participant qui répond des chiffres ; par défaut celui de l’adaptateur
help-adapter-run-previous = Un envoi déjà fait de la même période (JSON) ; peut être répété. Ce qu’il cachait le reste, afin que la correction ne révèle rien
help-adapter-run-revision = 0 pour le premier envoi d’une période ; 1, 2… pour les corrections
help-adapter-run-max-rejected = Part de lignes rejetées (0 à 1) au-delà de laquelle seul le rapport est écrit
help-adapter-run-office-key = Fichier avec la clé du bureau (32 chiffres hexadécimaux, par exemple de openssl rand -hex 16) ; la méthode cell_key l’exige, et elle doit rester la même à chaque publication
help-adapter-run-show-values = Écrit dans le rapport les valeurs des cellules rejetées ; à n’utiliser que dans le bureau
help-adapter-run-service-ca = Fichier PEM avec les autorités du certificat du service ; sans lui, celles du système
adapter-fetching = interrogation de { $url }
help-adapter-list-examples =
    EXEMPLES
    {"  "}puente adapter list

    CODES DE SORTIE
    {"  "}0 terminé
    {"  "}2 usage ou adaptateur incorrect
help-adapter-show-examples =
    EXEMPLES
    {"  "}puente adapter show usa/oflc_h2a

    CODES DE SORTIE
    {"  "}0 terminé
    {"  "}2 usage ou adaptateur incorrect
help-adapter-inspect = Dit ce qu’est un fichier, ce que contient chaque colonne, quel adaptateur lui convient et ce qui a changé
help-adapter-inspect-file = Fichier à examiner ; rien n’est écrit
help-adapter-inspect-before = Fichier de la série précédente, pour dire ce qui a changé
help-adapter-inspect-rows = Lignes à examiner au plus ; 200 000 par défaut
help-adapter-inspect-codebook = Dictionnaire de l’office : ce que signifie chaque variable et chaque code
help-adapter-inspect-examples =
    EXEMPLES
    {"  "}puente adapter inspect janvier.csv
    {"  "}puente adapter inspect 2024_q2.xlsx --before 2024_q1.xlsx
    {"  "}puente adapter inspect enquete.csv --codebook dictionnaire.xlsx

    CODES DE SORTIE
    {"  "}0 terminé
    {"  "}1 le fichier est illisible
    {"  "}2 usage incorrect
    {"  "}3 disque
help-adapter-new = Prépare un adaptateur pour un fichier, avec des propositions et des questions
help-adapter-new-file = Fichier pour lequel il est préparé
help-adapter-new-like = Adaptateur de la même série ; sinon, le plus ressemblant
help-adapter-new-id = Identifiant du nouvel adaptateur, par exemple pan/mitradel_permis
help-adapter-new-area = Pays déclarant (PAN, CRI…)
help-adapter-new-dataflow = Flux de données, par exemple DF_PERMIT
help-adapter-new-period = Période du fichier ; sinon, celle que dit son nom
help-adapter-new-out = Fichier TOML à écrire ; sinon, dans le dossier de --adapters, ou sur la sortie
help-adapter-new-rows = Lignes à examiner au plus ; 200 000 par défaut
help-adapter-new-codebook = Dictionnaire de l’office : ce que signifie chaque variable et chaque code
help-adapter-new-examples =
    EXEMPLES
    {"  "}puente adapter new 2024.csv --adapters adaptateurs
    {"  "}puente adapter new cartes.xlsx --area PAN --dataflow DF_PERMIT --id pan/cartes --out cartes.toml

    CODES DE SORTIE
    {"  "}0 terminé
    {"  "}1 le fichier est illisible ou contredit ce que disent ses colonnes
    {"  "}2 usage ou adaptateur incorrect
    {"  "}3 disque, ou l’adaptateur existe
help-adapter-template = Prépare un classeur XLSX à listes déroulantes pour un service qui saisit son tableau
help-adapter-template-dataflow = Flux de données, par exemple DF_PERMIT
help-adapter-template-out = Classeur XLSX à écrire
help-adapter-template-area = Pays déclarant (PAN, CRI…)
help-adapter-template-unit = Sigle du service ; INE par défaut
help-adapter-template-source-type = Type de source (CL_SOURCE_TYPE) ; ADM par défaut
help-adapter-template-measure = Mesure ; par défaut la première du flux
help-adapter-template-by = Dimensions à saisir, séparées par des virgules ; par défaut celles que le flux exige
help-adapter-template-examples =
    EXEMPLES
    {"  "}puente adapter template DF_PERMIT --area PAN --unit MITRADEL --out permis.xlsx
    {"  "}puente adapter template DF_PERMIT --area PAN --by SEX,GEO_ADM1 --out permis.xlsx
    {"  "}puente adapter check template permis.xlsx --period 2024
    {"  "}puente adapter run template permis.xlsx --period 2024 --out out

    CODES DE SORTIE
    {"  "}0 terminé
    {"  "}2 usage incorrect
    {"  "}3 disque
help-adapter-check-examples =
    EXEMPLES
    {"  "}puente adapter check usa/oflc_h2a H-2A_FY17.xlsx --period 2017

    CODES DE SORTIE
    {"  "}0 terminé
    {"  "}1 des lignes sont rejetées, ou le fichier est illisible
    {"  "}2 usage ou adaptateur incorrect
    {"  "}3 disque, ou interrompu
help-adapter-run-examples =
    EXEMPLES
    {"  "}puente adapter run usa/oflc_h2a H-2A_FY17.xlsx --period 2017 --out out
    {"  "}puente adapter run slv/simel "https://SERVEUR/rest/data/LFS" --period 2023 --out out
    {"  "}puente adapter run usa/oflc_h2a --sql postgres://puente@db/lmis --table lmis.h2a --period 2017 --out out

    CODES DE SORTIE
    {"  "}0 terminé
    {"  "}1 trop de lignes rejetées, ou le tableau ne peut être protégé
    {"  "}2 usage ou adaptateur incorrect
    {"  "}3 disque, la base, ou interrompu
adapter-new-mended = { $id } : copie de { $based } avec { $proposed } propositions et { $questions } questions
adapter-new-made = { $id } : nouvel adaptateur avec { $proposed } propositions et { $questions } questions
adapter-new-question = ligne { $line } : { $key }
adapter-new-exists = { $path } existe et n’est pas écrasé. Supprimez-le, ou donnez-en un autre avec --out
adapter-codebook = le dictionnaire « { $book } » décrit { $known } des { $columns } colonnes ; il ne décrit pas : { $unknown }
adapter-codebook-all = le dictionnaire « { $book } » décrit les { $columns } colonnes
adapter-new-not-written = { $path } ne peut être écrit ({ $cause }). Vérifiez le dossier et les droits
adapter-readiness = Quels pays peuvent alimenter chaque flux de données
adapter-readiness-regional = (de fichiers régionaux seulement : { $countries })
adapter-readiness-none = aucun pour l’instant
adapter-until-now = aujourd’hui
adapter-show-reporters = Pays qui peuvent déclarer (--area)
adapter-show-provider = Participant
adapter-show-formats = Formats
adapter-show-periods = Périodes
adapter-show-rounds = Tours
adapter-show-columns = Colonnes lues
adapter-show-hashed = une empreinte seulement
adapter-show-optional = facultative
adapter-show-excluded = Lignes écartées
adapter-show-table = Tableau
adapter-show-block = croisement
adapter-show-totals = Totaux de contrôle
adapter-file = { $file } ({ $what } ; en-tête à la ligne { $header }) : { $rows } lignes
adapter-skipped-titles = { $count } lignes de titre
adapter-skipped-headers = { $count } en-têtes répétés
adapter-skipped-footer = { $count } lignes de pied
adapter-skipped-blank = { $count } lignes vides
adapter-skipped-deleted = { $count } lignes marquées comme supprimées
adapter-rows = { $read } lignes lues = { $accepted } acceptées + { $excluded } écartées + { $rejected } rejetées ({ $share } %)
adapter-excluded = écartées : { $count } ({ $reason })
adapter-total = { $name } = { $total }
adapter-table = { $dataflow } : { $cells } cellules, { $primary } masquées par une règle et { $secondary } pour les protéger
adapter-office-key-wrong = { $file } ne contient pas de clé de 32 chiffres hexadécimaux
adapter-written = écrit : { $path }
adapter-refused = { $share } % des lignes ont été rejetées et { $allowed } % sont admises : seul le rapport a été écrit. Corrigez le fichier ou l’adaptateur, ou donnez --max-rejected
adapter-stage-survey = Première lecture
adapter-stage-query = Requête à la base
adapter-stage-read = Lecture
adapter-stage-protect = Protection
adapter-stage-attack = Attaque d’essai
adapter-stage-write = Écriture
