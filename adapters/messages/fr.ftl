### reader

read-place-file = fichier « { $name } »
read-place-sheet = feuille « { $name } »
read-place-row = ligne { $name }
read-place-column = colonne { $name }
read-nearest = L'en-tête le plus proche est « { $nearest } » : ajoutez-le aux noms de la colonne si c'est la même.
read-renamed = Si la colonne a changé de nom, ajoutez le nouveau à `names` de [columns.{ $column }] dans l’adaptateur.

read-file-not-found = ce fichier n'existe pas. Vérifiez le nom et le dossier.
read-file-is-folder = c'est un dossier, non un fichier. Indiquez les fichiers qu'il contient.
read-file-not-readable = le système refuse de le lire ({ $cause }). Vérifiez les droits et qu'aucun autre programme ne le tient ouvert.
read-file-empty = le fichier est vide. Redemandez-le à son fournisseur.
read-file-no-rows = il y a un en-tête et aucune ligne en dessous. Vérifiez que l'exportation était complète.
read-format-unknown = le contenu n'est d'aucun des formats que Puente lit (il semble être : { $seems }). Enregistrez-le en CSV (UTF-8) ou en XLSX.
read-format-not-declared = le contenu est { $found }, et l'adaptateur attend { $declared }. Vérifiez que c'est le bon fichier, ou ajoutez le format à `formats` dans `[source]`.
read-source-table-wrong = `{ $key }` dans `[source]` vaut « { $value } », qui n'existe pas. Corrigez l'adaptateur.
read-encoding-wrong = l'adaptateur indique que le texte est en { $declared }, et ces octets ne le sont pas ; ils ressemblent à { $guess }. Écrivez `encoding = "detect"`, ou enregistrez le fichier en { $declared }.
read-encoding-changes = le texte est en { $guess } jusqu'ici, et ces octets ne le sont pas. Deux exportations ont sans doute été réunies ; enregistrez chacune en UTF-8 et réunissez-les de nouveau.
read-text-nul-bytes = le texte contient des octets NUL, qu'aucun tableau n'a. Le fichier est endommagé ou n'est pas un texte ; exportez-le de nouveau.
read-column-missing = aucune des { $within } premières lignes ne nomme la colonne obligatoire `{ $column }`. Cherché : { $names }. Trouvé : { $headers }. { $proposal }
read-column-doubled = plusieurs colonnes répondent à `{ $column }` : { $headers }. Gardez un seul nom dans l'adaptateur, ou supprimez l'autre colonne.
read-position-missing = le texte est à largeur fixe et la colonne obligatoire `{ $column }` n'a pas de position. Écrivez `position = [premier caractère, nombre de caractères]` dans [columns.{ $column }], d'après le dictionnaire des données.
read-sheet-missing = le classeur n'a pas de feuille « { $sheet } ». Il a : { $sheets }. Corrigez `sheet` dans `[source]`.
read-row-too-long = la ligne dépasse { $limit } Mo ou s'étend sur trop de lignes. Un guillemet est sans doute ouvert et jamais fermé ; corrigez-le ou exportez de nouveau.
read-quote-not-closed = un guillemet est ouvert ici et n'est pas fermé avant la fin du fichier. Corrigez-le ou exportez de nouveau.
read-line-not-json = la ligne n'est pas un objet JSON. Il faut un objet par ligne ; corrigez la ligne ou exportez de nouveau.
read-file-damaged = le fichier { $format } est endommagé ou tronqué. Copiez-le ou téléchargez-le de nouveau.
read-workbook-protected = le classeur demande un mot de passe. Ouvrez-le, enregistrez une copie sans mot de passe et utilisez la copie.
read-workbook-too-large = le classeur décompressé dépasse { $limit } Mo. Enregistrez la feuille en CSV (UTF-8), qui se lit à toute taille.

read-row-too-few-cells = la ligne s'arrête avant une colonne obligatoire
read-row-too-many-cells = la ligne a plus de cellules que l'en-tête ; un séparateur dans une cellule n'est sans doute pas entre guillemets
read-cell-not-a-number = un nombre était attendu
read-cell-undeclared-thousands = le nombre porte un signe que l'adaptateur ne déclare pas ; indiquez `decimal` et `thousands`
read-cell-not-whole = un nombre entier était attendu
read-cell-not-a-date = une date était attendue ; indiquez `date_order` si elle est écrite en chiffres
read-cell-workbook-error = la cellule contient une erreur du tableur, telle qu'une division par zéro
read-cell-formula-without-result = la cellule contient une formule jamais calculée ; ouvrez le classeur dans un tableur, enregistrez-le et utilisez ce fichier

### definition

definition-line = ligne { $line }
definition-nearest = Vouliez-vous dire « { $nearest } » ?
definition-not-readable = le fichier est illisible ({ $cause }). Vérifiez le chemin et les droits d’accès
adapter-unknown = aucun adaptateur ne porte cet identifiant. { $proposal } `puente adapter list` les énumère
definition-syntax = non valide : { $detail }
definition-unknown-key = cette clé n’existe pas. Les clés de la section sont : { $expected }. { $proposal }
definition-unknown-name = « { $found } » n’existe pas comme { $kind ->
    [column] colonne déclarée dans [columns]
    [dimension] dimension du flux de données
    [code] code de la liste
    [dataflow] flux de données
    [measure] mesure du flux de données
    [concordance] table de correspondance
   *[other] profil de confidentialité
}. { $proposal }
definition-missing-dimension = la dimension { $dimension }, exigée par le flux de données, manque. Ajoutez [dimension.{ $dimension }]
definition-exactly-one = une et une seule de ces clés doit être donnée : { $keys }
definition-not-allowed = cette valeur n’est pas admise. Attendu : { $expected }
period-outside-definition = l’adaptateur ne vaut pas pour la période { $period } ; il vaut pour { $holds }

### client
client_url = « { $url } » n’est pas l’adresse d’une passerelle. Attendu : https://SERVEUR:PORT
client_handshake = la passerelle et cet office n’acceptent pas mutuellement leurs certificats ({ $cause }). Vérifiez que --ca est l’autorité de la région, que --cert n’a pas expiré et qu’il n’est pas révoqué
client_unreachable = la passerelle n’a pas répondu après { $attempts } tentatives ({ $cause }). Rien n’est perdu : relancez la même commande
client_refused = la passerelle l’a refusé ({ $code }, HTTP { $status }) : { $title } { $detail }
client_answer_too_large = la réponse de la passerelle est plus longue que ce que lit ce programme
client_answer_malformed = la réponse de la passerelle n’est pas au format d’échange. Vérifiez l’adresse et la version de la passerelle
client_signature = la réponse de la passerelle n’est pas jugée fiable : { $reason }
client_other_receipt = l’accusé parle d’un autre envoi ou d’autres octets ; l’envoi ne compte pas comme accusé
client_other_delivery = le document n’est pas celui qui figure dans la boîte, ou il est signé par quelqu’un d’autre ; il n’a pas été gardé

### reject
reject-cell-missing = la cellule est vide et la dimension n’a pas de code pour cela. Complétez le fichier ou indiquez `missing` dans la dimension
reject-code-unknown = aucune table, aucun titre ni aucune correspondance ne connaît la cellule. Corrigez le fichier ou ajoutez le code à l’adaptateur
reject-code-undecided = la correspondance mène à plusieurs codes qu’aucun ne réunit. Indiquez `undecided` dans la dimension
reject-code-refused = l’adaptateur rejette ce code
reject-no-case = aucun cas de l’adaptateur ne vaut pour la ligne. Ajoutez le cas ou indiquez `otherwise`

### run
run-no-rows = aucune ligne ne convient aux tableaux : vérifiez que le fichier et la période sont ceux de l’adaptateur
run-recoverable = rien n’a été écrit : { $cells } cellules masquées de { $dataflow } peuvent être recalculées. Croisez moins de dimensions dans l’adaptateur et signalez cette erreur
run-not-written = { $path } ne peut être écrit ({ $cause }). Vérifiez l’espace et les droits du dossier
run-stopped = interrompu : rien n’a été écrit
