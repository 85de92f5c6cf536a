### reader

read-place-file = fichier « { $name } »
read-place-table = table « { $name } »
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
read-column-missing-in-table = la table n’a pas la colonne obligatoire `{ $column }`. Cherché : { $names }. La table a : { $headers }. { $proposal }
read-column-doubled = plusieurs colonnes répondent à `{ $column }` : { $headers }. Gardez un seul nom dans l'adaptateur, ou supprimez l'autre colonne.
read-table-of-figures = l’adaptateur transmet des chiffres publiés tels quels, et de deux chiffres différents pour la même chose le premier compte ; les lignes d’une table n’ont pas d’ordre. Utilisez le fichier.
read-table-without-order = l’adaptateur complète les cellules vides de `{ $column }` par la ligne du dessus, et les lignes d’une table n’ont pas d’ordre. Complétez la colonne dans la base, ou utilisez le fichier.
read-position-missing = le texte est à largeur fixe et la colonne obligatoire `{ $column }` n'a pas de position. Écrivez `position = [premier caractère, nombre de caractères]` dans [columns.{ $column }], d'après le dictionnaire des données.
read-wide-header-missing = aucune ligne de la feuille ne commence par { $starts }, comme le fait l'en-tête du tableau ou le titre au-dessus. C'est un autre tableau, ou bien `header` ou `title` dans `[source.wide]` doit dire ce que dit la première cellule de l'en-tête ou du titre.
read-message-without-data = le message ne contient pas de données. Vérifiez le flux, la clé et la période de la requête.
read-column-nested = la colonne `{ $column }` contient des listes ou des groupes, qui ne tiennent pas dans une cellule. Exportez-la avec une valeur par ligne.
read-packing-unknown = les colonnes sont comprimées avec { $packing }, que Puente ne décompresse pas. Enregistrez le fichier avec Snappy ou zstd.
read-page-too-large = une page d’une colonne occupe plus de { $limit } Mo. Le fichier est endommagé ou a été écrit en pages trop grandes ; réécrivez-le avec des pages plus petites.
read-sheet-missing = le classeur n'a pas de feuille « { $sheet } ». Il a : { $sheets }. Corrigez `sheet` dans `[source]`.
read-row-too-long = la ligne dépasse { $limit } Mo ou s'étend sur trop de lignes. Un guillemet est sans doute ouvert et jamais fermé ; corrigez-le ou exportez de nouveau.
read-quote-not-closed = un guillemet est ouvert ici et n'est pas fermé avant la fin du fichier. Corrigez-le ou exportez de nouveau.
read-line-not-json = la ligne n'est pas un objet JSON. Il faut un objet par ligne ; corrigez la ligne ou exportez de nouveau.
read-file-damaged = le fichier { $format } est endommagé ou tronqué. Copiez-le ou téléchargez-le de nouveau.
read-workbook-protected = le classeur demande un mot de passe. Ouvrez-le, enregistrez une copie sans mot de passe et utilisez la copie.
read-workbook-too-large = le classeur décompressé dépasse { $limit } Mo. Enregistrez la feuille en CSV (UTF-8), qui se lit à toute taille.

read-row-too-few-cells = la ligne s'arrête avant une colonne obligatoire
read-row-too-many-cells = la ligne a plus de cellules que l'en-tête ; un séparateur dans une cellule n'est sans doute pas entre guillemets
read-row-below-footer = la ligne est remplie comme celles du tableau, mais c'est celle à laquelle `footer` de [source] a mis fin au tableau, ou elle se trouve au-dessous. Si elle fait partie du tableau, allongez les débuts de `footer` pour qu'aucune ligne du tableau ne commence ainsi ; si c'est une note ou une somme, supprimez-la ou écrivez son début dans `footer`
read-row-before-table = dans cette ligne ou plus haut, quelque chose se trouve avant la colonne où commence l'en-tête du tableau : il n'est pas certain que les libellés soient dans les colonnes attendues. Supprimez ce qui s'y trouve ; si cela fait partie du tableau, indiquez `header_column` dans [source.wide] et comptez ces colonnes dans `labels`
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
definition-missing-dimension = la dimension { $dimension }, exigée par le flux de données, manque. Ajoutez [dimension.{ $dimension }] ; une date va dans [texts]
definition-exactly-one = une et une seule de ces clés doit être donnée : { $keys }
definition-not-allowed = cette valeur n’est pas admise. Attendu : { $expected }
reporter-not-chosen = le fichier contient plusieurs pays et personne n’a dit lequel déclare. Ajoutez --area avec l’un de ceux-ci : { $areas }
reporter-unknown = { $area } ne déclare pas avec cet adaptateur. Pays : { $areas }
period-outside-definition = l’adaptateur ne vaut pas pour la période { $period } ; il vaut pour { $holds }. Si la période est juste, préparez une copie qui vaut pour elle : puente adapter new FICHIER --period { $period } --adapters DOSSIER

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

### service
service_address = « { $address } » n’est pas une adresse HTTPS. Attendu : https://SERVEUR/… sans utilisateur ni mot de passe
service_authorities = les autorités de certification sont illisibles ({ $cause }). Indiquez un fichier PEM avec --service-ca
service_unknown_host = le serveur « { $host } » est inconnu. Vérifiez son nom et le réseau (DNS)
service_tls = le certificat du service n’est pas accepté, ou il n’y a pas de TLS commun ({ $cause }). Si le service a sa propre autorité, indiquez-la avec --service-ca
service_unreachable = le service n’a pas donné de réponse complète après { $attempts } tentatives ({ $cause }). Réessayez plus tard ; rien n’a été fait
service_status = le service a refusé la requête (HTTP { $status }). Vérifiez la requête avec son gestionnaire
service_no_records = la requête n’a pas de résultat : le service n’a pas de données pour ces codes et cette période
service_not_found = il n’y a rien à cette adresse (HTTP 404). Vérifiez le flux et le chemin
service_not_acceptable = le service n’offre aucun des formats de l’adaptateur (HTTP 406). Ajoutez à `formats` un format qu’il offre
service_redirects = le service renvoie ailleurs plus de { $most } fois. Utilisez l’adresse finale
service_redirected = le service renvoie à « { $address } », qui n’est pas une adresse HTTPS ; elle n’a pas été suivie
service_too_large = la réponse dépasse { $limit } Mo. Divisez la requête par période
service_packed = la réponse est comprimée d’une manière inconnue, ou endommagée. Réessayez ou téléchargez le fichier
service_not_kept = la réponse ne peut être gardée ({ $cause }). Vérifiez l’espace du disque temporaire

### reject
reject-cell-missing = la cellule est vide et la dimension n’a pas de code pour cela. Complétez le fichier ou indiquez `missing` dans la dimension
reject-code-unknown = aucune table, aucun titre ni aucune correspondance ne connaît la cellule. Corrigez le fichier ou ajoutez le code à l’adaptateur
reject-code-undecided = la correspondance mène à plusieurs codes qu’aucun ne réunit. Indiquez `undecided` dans la dimension
reject-code-refused = l’adaptateur rejette ce code
reject-no-case = aucun cas de l’adaptateur ne vaut pour la ligne. Ajoutez le cas ou indiquez `otherwise`
reject-text-too-long = le texte a plus de 2000 caractères : abrégez-le
reject-told-otherwise = un autre chiffre a déjà été donné pour la même chose. Voyez lequel des deux l’office maintient, ou distinguez-les par une dimension

### run
run-no-office-key = { $dataflow } demande une perturbation par clé de cellule : indiquez la clé du bureau avec --office-key
run-previous-of-another-table = L’envoi précédent est de { $dataflow } et de la période { $period }, que cet adaptateur ne produit pas maintenant. Indiquez avec --previous des envois du même flux et de la même période
run-methods-differ = Les tableaux de { $dataflow } voyagent dans un seul envoi et doivent être protégés par la même méthode
run-no-rows = aucune ligne ne convient aux tableaux : vérifiez que le fichier et la période sont ceux de l’adaptateur
run-recoverable = rien n’a été écrit : { $cells } cellules masquées de { $dataflow } peuvent être recalculées. Croisez moins de dimensions dans l’adaptateur et signalez cette erreur
run-not-written = { $path } ne peut être écrit ({ $cause }). Vérifiez l’espace et les droits du dossier
run-stopped = interrompu : rien n’a été écrit

### inspect
inspect-file = « { $file } » : { $what }
inspect-encoding-guessed = { $encoding } (déduit des octets)
inspect-separator = séparateur « { $separator } »
inspect-sheets = feuilles : { $sheets }
inspect-sheet = { $name }
inspect-sheet-read = { $name } (celle qui a été lue)
inspect-sheet-elsewhere = l’adaptateur lit la feuille « { $named } », qui n’y est pas ; le tableau est dans la feuille « { $found } »
inspect-sheet-hidden = { $name } (masquée : non lue)
inspect-no-header = aucun en-tête reconnu : aucune des premières lignes ne nomme les colonnes. Ajoutez une ligne de noms, ou donnez les noms dans un adaptateur
inspect-header = en-tête à la ligne { $row } ; lignes de titre au-dessus : { $titles }
inspect-rows = environ { $rows } lignes ; { $seen } ont été examinées
inspect-unread = chiffres qui seront rejetés : { $count }, à partir de la ligne { $row } : { $reason }
inspect-footer = au pied, à partir de la ligne { $row }, { $count } lignes ressemblent à des notes ; la première commence par « { $starts } » : dans un adaptateur, footer = ["{ $starts }"]
inspect-blank = lignes vides : { $count }
inspect-ragged = lignes ayant moins de cellules que l’en-tête : { $short } ; davantage : { $long } ; la première est la ligne { $row }. En général un séparateur dans une cellule sans guillemets
inspect-doubled = en-têtes répétés, illisibles par leur nom : { $headers }. Changez l’un des deux
inspect-columns = Colonnes (les codes sont montrés s’ils se répètent ; les noms et identifiants, jamais) :
inspect-kind-code = code
inspect-kind-label = catégorie
inspect-kind-integer = nombre entier
inspect-kind-number = nombre
inspect-kind-date = date
inspect-kind-identifier = nom ou identifiant, non montré
inspect-kind-free-text = texte libre, non montré
inspect-kind-empty = vide
inspect-codes = { $distinct } différents : { $codes }
inspect-codes-rare = { $distinct } différents, aucun ne se répète assez pour être montré
inspect-date-order = écrite dans l’ordre { $order }
inspect-date-two-orders = écrite dans deux ordres à la fois (jour/mois et mois/jour) : demandez à l’expéditeur
inspect-date-unordered = impossible de savoir si le jour précède le mois : demandez à l’expéditeur
inspect-mark-comma = virgule des milliers
inspect-mark-blank = espace des milliers
inspect-mark-decimal = virgule décimale
inspect-markers = sans donnée : { $markers }
inspect-adapters = Adaptateurs qui conviennent :
inspect-no-adapter = Aucun adaptateur ne lui ressemble.
inspect-until-now = aujourd’hui
inspect-round = , série { $round }
inspect-more-adapters = Conviennent aussi : { $adapters }
inspect-other-tables = D’autres feuilles du classeur ont des tableaux qui se lisent aussi, chacun avec son adaptateur :
inspect-other-table = { $adapter } : feuille « { $sheet } »
inspect-other-table-hidden = { $adapter } : feuille masquée « { $sheet } » ; confirmez avec l’office qu’elle peut être transmise
inspect-fit = { $adapter }{ $round } ({ $years }) : { $score } % — { $exact } colonnes sur { $all } par leur nom
inspect-fit-format = l’adaptateur ne déclare pas ce format : ajoutez-le à formats
inspect-fit-renamed = la colonne { $column } semble être « { $header } »
inspect-fit-missing = des colonnes obligatoires manquent : { $columns }
inspect-fit-optional = des colonnes non obligatoires manquent : { $columns }
inspect-fit-otherwise = nombres ou dates écrits autrement que déclaré : { $columns }
inspect-fit-codes = { $dimension } (« { $header } ») : connaît { $share } % des cellules
inspect-fit-new-codes = { $dimension } (« { $header } ») : connaît { $share } % des cellules ; nouveaux codes : { $codes }
inspect-fit-wording = « { $header } » : aucune condition ne connaît ces textes ; leurs lignes n’alimentent aucun tableau : { $codes }
inspect-fit-wording-like = « { $text } » ressemble à « { $like } » : si c’est la même chose, ajoutez-le à la condition
inspect-same = Rien n’a changé depuis « { $before } ».
inspect-changes = Changements depuis « { $before } » :
inspect-change-form = était { $before } ; est maintenant { $now }
inspect-change-renamed = la colonne « { $before } » semble s’appeler désormais « { $now } »
inspect-change-gone = la colonne « { $header } » n’est plus là
inspect-change-new = nouvelle colonne : « { $header } »
inspect-change-moved = ont changé de place : « { $header } » (sans importance : les colonnes se cherchent par leur nom)
inspect-change-kind = « { $header } » contenait { $before } ; maintenant { $now }
inspect-change-new-codes = « { $header } » : codes qui apparaissent pour la première fois : { $codes }
inspect-change-gone-codes = « { $header } » : codes qui n’apparaissent plus : { $codes }
inspect-an-area = PAYS
inspect-a-period = PÉRIODE
inspect-next-check = Ensuite : vérifiez le fichier avec l’adaptateur.
inspect-next-period = Ensuite : l’adaptateur ne vaut pas pour la période du fichier, ou vaut avec une autre forme du tableau. Préparez une copie pour cette période.
inspect-next-mend = Ensuite : préparez une copie de l’adaptateur avec les changements proposés et répondez à ses questions.
inspect-next-new = Ensuite : préparez un nouvel adaptateur et répondez à ses questions.
definition-unanswered = la question n’a pas de réponse. Lisez le commentaire au-dessus et écrivez la réponse à la place de « ? »

### propose
propose-look = VÉRIFIEZ
propose-question = QUESTION { $number } : { $text }
propose-options = Choix : { $options }
propose-swapped = la colonne « { $reporter } », qui devrait dire quel pays déclare, nomme { $countries } pays : elle ressemble à la nationalité. Et « { $counterpart } » ressemble au pays déclarant. Si elles sont inversées, échangez les en-têtes du fichier et recommencez
propose-unknown = « { $found } » n’existe pas ({ $kind }). Le plus proche : { $nearest }
propose-mended = Copie de { $adapter } pour « { $file } », préparée par « puente adapter new ». Questions sans réponse : { $questions }. Cherchez QUESTION et VÉRIFIEZ ; puis « puente adapter check ».
propose-round = Ce qui est différent dans « { $file } » :
propose-round-copied = De la série { $round }, la plus ressemblante :
propose-years = les lignes disent leur période ; cette édition vaut depuis { $from }, la première année du fichier. Changez-le si la différence a commencé plus tard.
propose-year = le nom « { $file } » ne dit pas l’année ; écrivez la bonne.
propose-format = l’adaptateur ne déclarait pas ce format.
propose-encoding = le fichier est dans un autre codage que celui déclaré.
propose-separator = le fichier a un autre séparateur que celui déclaré.
propose-header = l’en-tête est plus bas, à la ligne { $row }.
propose-sheet = le classeur n’a pas la feuille que l’adaptateur nomme.
propose-footer = à partir de la ligne { $row } il semble y avoir des notes ; les données s’arrêtent là.
propose-renamed = « { $header } » semble être la colonne { $column } sous un autre nom. Sinon, retirez-le de la liste.
propose-marks = les valeurs de « { $header } » sont écrites ainsi.
propose-attribute-year = l’adaptateur dit « { $text } » dans { $name }, d’une autre année. Vérifiez ce qui vaut pour ce fichier.
propose-absent = aucune colonne pour { $column } (cherché : { $names }). Si elle y est sous un autre nom, ajoutez-le à names et supprimez cette ligne.
propose-which-optional = quelle colonne est { $column } ? Cherché : { $names }. Si le fichier ne l’a pas, supprimez cette ligne.
propose-which-column = quelle colonne est { $column } ? Cherché : { $names }. Si le fichier ne l’a pas, supprimez cette ligne et écrivez required = false.
propose-concordance = les codes de « { $header } » sont d’une autre version de la classification ; { $concordance } les connaît.
propose-code = « { $code } » ({ $count } lignes de « { $header } ») ressemble beaucoup à ce titre.
propose-which-code = que signifie « { $code } » ({ $count } lignes de « { $header } ») ?
propose-many-codes = « { $header } » a beaucoup de codes que rien ne connaît, comme « { $code } » ({ $count } lignes). Quel code leur donner ? Avec reject, ces lignes sont rejetées et comptées. Vous pouvez les ajouter un à un dans map.
propose-scratch = Adaptateur pour « { $file } », préparé par « puente adapter new ». Cherchez QUESTION (répondre à la place de « ? ») et VÉRIFIEZ (une proposition). docs/ADDING_AN_ADAPTER.md explique chaque clé. Ensuite « puente adapter check ».
propose-area = le pays a été déduit du fichier.
propose-which-area = quel pays déclare ?
propose-which-source = de quel type de source vient-il ?
propose-which-unit = quel service répond des chiffres ? (sigle, en majuscules)
propose-max-rejected = Part de lignes rejetées au-dessus de laquelle rien n’est produit.
propose-titles = écrivez le titre de la série dans les trois langues.
propose-one-sheet = le classeur a plusieurs feuilles visibles ; avec "all", toutes celles qui ont l’en-tête sont lues.
propose-fill-down = dans { $columns } la valeur semble n’être écrite que sur la première ligne de chaque bloc.
propose-time = ces colonnes semblent dire à quelle période appartient chaque ligne. Sans cette section, toutes appartiennent à la période demandée.
propose-which-order = dans quel ordre les dates sont-elles écrites ?
propose-not-declared = Colonnes de noms, identifiants ou texte libre qui ne sont pas déclarées, donc jamais lues : { $count }. Ne les ajoutez pas.
propose-reporter = « { $header } » dit quel pays déclare ; seules les lignes de { $area } sont prises.
propose-which-constant = le fichier ne dit pas { $dimension } : quel est-il, pour toutes les lignes ?
propose-dimension = { $dimension } vient de « { $header } » ; { $from } connaît { $share } % des cellules.
propose-dimension-unknown = par son nom, « { $header } » ressemble à { $dimension }. Sinon, supprimez cette section.
propose-which-employed = quel code de « { $header } » désigne les personnes occupées ?
propose-table = le flux { $dataflow } a été déduit des noms ; « puente schema list » montre les autres.
propose-measure = autres mesures du flux : { $measures }.
propose-profile = profil de confidentialité : survey (enquête), count (registre), money (argent), sensitive (sujet sensible), published (chiffres déjà publics).
propose-control = Comparez ce total à un chiffre publié par le service.

### check
check-rows = { $read } lignes lues = { $accepted } acceptées + { $excluded } écartées + { $rejected } rejetées
check-excluded = écartées : { $count } pour { $reason }
check-share-allowed = { $share } % des lignes sont rejetées ; l’adaptateur en admet { $allowed } % (max_rejected) : l’exécution est possible.
check-share-refused = { $share } % des lignes sont rejetées et l’adaptateur en admet { $allowed } % (max_rejected) : aucun tableau ne serait produit. Corrigez ce qui suit.
check-rejected = { $column } · lignes : { $count } · { $reason } [{ $code }]
check-value = « { $value } » (lignes : { $count })
check-value-near = « { $value } » (lignes : { $count }) ; le plus proche que l’adaptateur connaît : « { $nearest } »
check-nearest = le plus proche que l’adaptateur connaît : « { $nearest } »
check-tail = Toutes les lignes de « { $file } » de la { $row } à la fin ({ $count }) sont rejetées : si ce sont des notes, ajoutez leurs premiers mots à footer dans [source] et elles ne seront pas lues.
check-swapped = La colonne { $column } contient { $distinct } valeurs qui relèvent de { $other } ({ $dimension }) : les deux colonnes semblent inversées. Aucun tableau n’est produit ; échangez les en-têtes dans le fichier ou les noms dans l’adaptateur.
check-swapped-filter = Le filtre sur { $column } ne trouve rien de ce qu’il garde parmi ses { $distinct } valeurs, et { $other } le contient : les deux colonnes semblent inversées. Aucun tableau n’est produit ; échangez les en-têtes dans le fichier ou les noms dans l’adaptateur.
check-same-file = « { $one } » et « { $other } » contiennent exactement les mêmes lignes : c’est la même série sous un autre nom. Retirez l’un des deux.
check-overlap = { $share } % des lignes de « { $one } » et « { $other } » sont les mêmes : les séries semblent se recouvrir et seraient comptées deux fois. Vérifiez quelle période couvre chaque fichier.
check-hidden-sheets = « { $file } » a des feuilles masquées, qui ne sont pas lues : { $sheets }. Pour en lire une, écrivez son nom dans `sheet` de `[source]`.
check-full-footer = La ligne { $row } de « { $file } » commence comme le dit `footer` de [source] et met fin au tableau, mais elle est remplie comme les siennes. Elle n'a pas été lue. Si elle fait partie du tableau, allongez ce début dans `footer` ; si c'est une somme, écrivez dans `footer` sa première cellule entière.
check-coverage = Comment les codes ont été décidés, en lignes (entre parenthèses, codes différents) :
check-coverage-line = { $dimension } (« { $column } », avec { $by }) : { $parts }
check-coverage-finest = au niveau demandé { $share } % ({ $codes })
check-coverage-coarser = à un niveau plus général, avec la marque D, { $share } % ({ $codes })
check-coverage-open = non décidés (X, _X ou _U) { $share } % ({ $codes })
check-coverage-unknown = inconnus { $share } % ({ $codes })
check-coverage-missing = sans donnée { $share } %
check-coverage-doubt = beaucoup de lignes ont des codes que rien ne connaît : est-ce une autre version de la classification ? « puente adapter new » propose celle qui les connaît
check-coverage-coarse = plus généraux ou non décidés : { $codes }
check-coverage-head-dimension = Dimension
check-coverage-head-column = Colonne
check-coverage-head-by = Décidé avec
check-coverage-head-rows = lignes
check-coverage-head-codes = codes
check-coverage-finest-head = Au niveau demandé
check-coverage-coarser-head = Plus général, avec la marque D
check-coverage-open-head = Non décidés
check-coverage-unknown-head = Inconnus
check-coverage-missing-head = Sans donnée
check-sheet-coverage = Couverture
check-sheet-summary = Résumé
check-sheet-mistakes = Lignes rejetées
check-column-file = Fichier
check-column-sheet = Feuille
check-column-row = Ligne
check-column-cell = Cellule
check-column-column = Colonne
check-column-reason = Motif
check-column-code = Code du motif
check-column-count = Lignes pour ce motif
check-column-nearest = Le plus proche

### template
template-sheet-help = Instructions
template-sheet-data = Données
template-sheet-lists = Listes
template-help-measure = La colonne de valeur est : { $measure } ({ $unit }).
template-help-rows = Dans la feuille Données, écrivez une ligne par chiffre, à partir de la deuxième ligne et sans ligne de titre. Ne changez ni les en-têtes ni la feuille masquée.
template-help-lists = Dans chaque cellule, choisissez dans la liste ; le code seul ou le titre seul conviennent aussi.
template-help-blank = Laissez vides, dans toutes les lignes, les colonnes dont vous n’avez pas la ventilation. Une colonne se remplit dans toutes les lignes ou dans aucune : mêler les ventilations compterait deux fois.
template-help-totals = N’écrivez pas de totaux : le programme additionne les lignes.
template-help-published = Les chiffres sont tenus pour déjà publiés ou déjà protégés : aucun n’est supprimé. S’ils viennent de dossiers individuels, utilisez un adaptateur, qui les protège.
template-help-check = Pour vérifier le fichier rempli : { $command }
template-help-fixed = « { $heading } » ne s’additionne pas : plusieurs valeurs sont possibles, chacune étant un tableau à part.
template-help-register = Écrivez une ligne par mécanisme ou accord et paire de pays, y compris ceux qui sont terminés.
template-help-sheet = Écrivez dans la feuille Données, à partir de la deuxième ligne et sans lignes de titre. Ne changez ni les en-têtes ni la feuille cachée.
template-help-optional = Mécanisme, origine, destination, instrument et début sont obligatoires ; laissez le reste vide s’il n’est pas connu. Si l’accord n’a pas de fin, laissez « En vigueur jusqu’au » vide.
template-help-open = Un mécanisme ouvert à tous les pays porte _T comme origine ou destination. Celui que la liste n’a pas va comme OTH_BILAT, OTH_DEST ou OTH_GEN, avec son titre.
template-help-in-force = On n’écrit pas s’il est en vigueur : le programme le déduit des dates, au dernier jour de la période.
template-help-days-dmy = Les dates : 01/03/2019 (jour, mois, année), 2019-03-01, 1er mars 2019 ; si le jour n’est pas connu, mars 2019 ou 2019.
template-help-days-mdy = Les dates : 03/01/2019 (mois, jour, année), 2019-03-01, 1er mars 2019 ; si le jour n’est pas connu, mars 2019 ou 2019.
template-help-days-ymd = Les dates : 2019-03-01 (année, mois, jour), 1er mars 2019 ; si le jour n’est pas connu, mars 2019 ou 2019.
template-yes = oui
template-no = non
template-error-list = Choisissez une valeur dans la liste.
template-error-number = Écrivez un nombre qui ne soit pas négatif.
template-not-written = le modèle ne peut être écrit ({ $cause }). Vérifiez le dossier, les droits, et que le fichier n’est pas ouvert
template-not-one = le fichier n’est pas un modèle de Puente : il n’a pas la feuille masquée qui dit de quel tableau il s’agit. Préparez-en un avec « puente adapter template » et copiez-y les données
template-mixed = des lignes remplissent « { $dimension } » ({ $filled }) et d’autres non ({ $blank }) : il serait compté deux fois. Remplissez-la partout ou nulle part ; pour une autre ventilation, un autre fichier
template-heading-OBS_VALUE = Valeur
template-heading-REPORTER_ROLE = Rôle du pays déclarant
template-heading-COUNTERPART_AREA = Pays partenaire
template-heading-MECHANISM = Mécanisme
template-heading-PERMIT_STAGE = Étape
template-heading-SEX = Sexe
template-heading-AGE = Âge
template-heading-ACTIVITY = Activité économique
template-heading-OCCUPATION = Profession
template-heading-GEO_ADM1 = Province, département ou État
template-heading-LABOUR_STATUS = Situation d’activité
template-heading-STATUS_EMP = Statut dans l’emploi
template-heading-EDUCATION = Niveau d’éducation
template-heading-URBAN_RURAL = Milieu urbain ou rural
template-heading-MIG_CRITERION = Critère de migration
template-heading-MIG_CONCEPT = Concept de migration
template-heading-DIRECTION = Sens
template-heading-DURATION = Durée
template-heading-WORKER_CATEGORY = Catégorie de travailleur
template-heading-RETURN_REASON = Motif du retour
template-heading-REINTEG = Réintégration
template-heading-REMIT_ITEM = Poste du transfert
template-heading-CHANNEL = Canal
template-heading-VACANCY = Poste vacant
template-heading-BIRTHPLACE = Lieu de naissance
template-heading-STAT_FUNC = Fonction statistique
template-heading-EARN_TYPE = Type de revenu
template-heading-CONTRACT = Contrat
template-heading-JOB_TIME = Temps de travail
template-heading-SOCSEC_BRANCH = Branche de la sécurité sociale
template-heading-INJURY = Lésion
template-heading-CITIZENSHIP_GRP = Groupe de nationalité
template-heading-SCOPE = Champ
template-heading-COST_ITEM = Poste de coût
template-heading-OCC_SKILL = Niveau de compétence
template-heading-COMPLAINT = Plainte
template-heading-OUTCOME = Issue
template-heading-RECOG_TYPE = Type de reconnaissance
template-heading-RECOGNITION = Reconnaissance
template-heading-ORIGIN = Origine
template-heading-DESTINATION = Destination
template-heading-INSTRUMENT = Instrument
template-heading-VALID_FROM = En vigueur depuis
template-heading-VALID_TO = En vigueur jusqu’au
template-heading-LEGAL_REF = Référence juridique
template-heading-INSTITUTION_ORIGIN = Institution du pays d’origine
template-heading-INSTITUTION_DEST = Institution du pays de destination
template-heading-SECTOR = Secteur économique
template-heading-CLAUSE_SOCSEC = Clause de sécurité sociale
template-heading-CLAUSE_FAIR_RECRUIT = Clause de recrutement équitable
template-heading-CLAUSE_SKILL = Clause de compétences
template-heading-CLAUSE_COMPLAINT = Clause de plaintes
template-heading-CARD = Carte
template-heading-REPORT_AS = Déclaré comme
template-heading-TITLE = Titre dans une autre langue
template-heading-TITLE_ES = Titre en espagnol
template-heading-TITLE_EN = Titre en anglais
template-heading-TITLE_FR = Titre en français
template-heading-URL = Lien
template-heading-OBS_NOTE = Remarques
template-heading-QUOTA = Quota

### sql

sql-address-wrong = ce n’est pas l’adresse d’une base. Écrivez postgres://utilisateur@serveur/base, ou odbc: et une chaîne de connexion
sql-without-odbc = ce programme a été construit sans ODBC. Utilisez-en un construit avec `--features odbc`, ou une adresse postgres://
sql-table-name-wrong = « { $name } » n’est pas le nom d’une table. Écrivez schéma.table ; entre guillemets doubles si le nom contient un point
sql-unreachable = la base est injoignable, ou la connexion a été coupée ({ $cause }). Vérifiez serveur, port et réseau
sql-tls-failed = la connexion n’a pas pu être chiffrée, ou le certificat du serveur n’a pas pu être vérifié. Indiquez sslrootcert=FICHIER avec l’autorité de votre bureau ; seulement dans un réseau de confiance, sslmode=disable
sql-roots-not-readable = les certificats de sslrootcert ne peuvent être lus. Vérifiez le chemin et les droits
sql-login-refused = la base n’accepte pas l’utilisateur ou le mot de passe. Le mot de passe vient de PGPASSWORD ou de PGPASSFILE (avec ODBC, de PUENTE_SQL_PASSWORD)
sql-table-missing = la table { $table } n’existe pas. Écrivez le nom comme dans la base, avec ses majuscules et son schéma
sql-not-allowed = l’utilisateur ne peut pas lire la table { $table }. Demandez le droit SELECT sur elle ; aucun autre n’est nécessaire
sql-refused = la base n’a pas répondu à la requête (SQLSTATE { $state }). Montrez la requête de --explain à qui administre la base

inspect-book-title = dictionnaire : « { $title } »
inspect-book = dictionnaire : « { $title } » : { $labels }
codebook-no-variables = le dictionnaire n’a pas de colonne avec les noms des variables, ou aucune qui dise ce qu’elles signifient. En-têtes : { $headers }. Il faut une colonne « Variable » (ou « Champ ») et une « Description » ou « Étiquette »
inspect-next-book = Étape suivante : cela ressemble à un dictionnaire. Utilisez-le avec le fichier de données qu’il décrit.
inspect-a-file = DONNÉES
