### Configuration
config_unreadable = impossible de lire la configuration « { $path } » : { $detail }
config_invalid = la configuration « { $path } » n’est pas correcte : { $detail }

### Accords
participant_unknown = Le participant n'est pas inscrit auprès de cette passerelle
participant_suspended = Le participant est suspendu
agreement_missing = Aucun accord ne permet cet échange
agreement_not_in_force = L'accord qui permettait cet échange n'est pas en vigueur
agreement_narrowed = L'accord en vigueur ne permet que des chiffres moins détaillés que ceux-ci

### Livraisons
delivery_unknown = Aucune livraison ne porte cet identifiant dans votre boîte de réception

### Configuration en fichiers
folder_invalid = Le dossier de configuration contient des erreurs : { $count }. Rien n'a été modifié
store_behind = Les tables de la base de données sont d'une version antérieure. Lancez d'abord « puente gateway migrate »
folder_proposal = Vouliez-vous dire « { $proposal } » ?
folder_unreadable = lecture impossible : { $detail }
folder_file_invalid = contenu incompris : { $detail }
folder_word_unknown = « { $written } » est inconnu. Sont admis : { $known }
folder_key_missing = la clé « { $written } » manque
participant_id_invalid = « { $written } » n'est pas un identifiant de participant : il faut le code à trois lettres du pays, un trait d'union et l'institution en majuscules, par exemple HND-INE
area_not_known = le pays de « { $written } » n'est pas dans CL_AREA
id_repeated = l'identifiant « { $written } » est déjà pris par une autre entrée
participant_not_in_folder = le participant « { $written } » n'est pas dans le dossier participants
recipient_not_known = « { $written } » n'est ni un participant, ni un pays, ni un groupe de CL_AREA
dataflow_not_known = il n'existe pas de flux de données « { $written } »
dimension_not_known = « { $written } » n'est pas une dimension de { $dataflow } ; utilisez "all" ou une liste de dimensions
validity_reversed = la validité de « { $written } » se termine avant de commencer
cron_invalid = « { $written } » n'est pas une expression cron à cinq champs, ou à six avec les secondes en premier
cron_never = l'expression cron « { $written } » n'est jamais satisfaite
time_zone_not_known = il n'existe pas de fuseau horaire « { $written } »

### Refus
route_unknown = Il n’y a rien à cette adresse
route_unknown-remedy = Vérifiez l’adresse : celles qui existent sont dans docs/API.md.
method_not_allowed = Cette adresse n’admet pas cette méthode
method_not_allowed-remedy = Utilisez la méthode indiquée dans docs/API.md.
header_too_large = Les en-têtes de la requête dépassent { $limit } octets
header_too_large-remedy = Envoyez des en-têtes moins nombreux ou plus courts.
host_mismatch = L’en-tête Host n’est pas le nom demandé à l’ouverture de la connexion
host_mismatch-remedy = Ouvrez une connexion avec le même nom que celui de Host.
parameter_invalid = L’adresse porte un paramètre illisible ; le seul qui existe ici est { $name }
parameter_invalid-remedy = Retirez-le ou donnez-lui la valeur décrite dans docs/API.md.
rate_limited = Trop de requêtes en peu de temps
rate_limited-remedy = Attendez { $seconds } s et réessayez, plus lentement.
receiving_limited = Vous transmettez déjà autant d’envois à la fois qu’il est admis
receiving_limited-remedy = Attendez que l’un d’eux se termine et réessayez.
gateway_busy = La passerelle est occupée par d’autres envois
gateway_busy-remedy = Réessayez dans quelques secondes avec le même identifiant : rien n’a été enregistré.
media_type_unsupported = Le corps doit être en application/json
media_type_unsupported-remedy = Envoyez le document avec Content-Type: application/json.
content_encoding_unsupported = La compression indiquée dans Content-Encoding n’est pas admise
content_encoding_unsupported-remedy = Utilisez gzip ou zstd, une seule fois, ou aucune.
content_encoding_invalid = Le corps ne correspond pas à la compression indiquée dans Content-Encoding
content_encoding_invalid-remedy = Compressez de nouveau le document et renvoyez-le.
body_too_large = Le corps dépasse { $limit } octets
body_too_large-remedy = Compressez-le avec zstd ou gzip, ou divisez le tableau par période.
document_too_large = Le document décompressé dépasse { $limit } octets
document_too_large-remedy = Divisez le tableau par période.
body_truncated = Le corps s’est terminé trop tôt
body_truncated-remedy = Renvoyez-le avec le même identifiant : rien n’a été enregistré.
body_too_slow = Le corps arrive trop lentement
body_too_slow-remedy = Vérifiez votre ligne et renvoyez-le avec le même identifiant ; compressé, il prend moins de temps.
signature_missing = Le document n’est pas signé
signature_missing-remedy = Signez les octets exacts et envoyez la signature dans l’en-tête Puente-Signature ; `puente submit` le fait.
submission_invalid = L’envoi ne respecte pas les règles de son flux de données
submission_invalid-remedy = Corrigez les constats au bureau et envoyez le document corrigé, signé de nouveau.
dataflow_unknown = Le flux de données n’existe pas dans cette version
dataflow_unknown-remedy = `puente schema list` montre les flux qui existent.
dataflow_version_unknown = La version du flux de données n’est pas connue
dataflow_version_unknown-remedy = Préparez l’envoi avec la version { $known }.
provider_mismatch = L’envoi désigne un autre participant comme fournisseur
provider_mismatch-remedy = Chaque bureau n’envoie que ses propres chiffres, avec son propre certificat.
table_below_threshold = Des cellules comptent moins de cas que ne le permet le profil de confidentialité
table_below_threshold-remedy = Protégez de nouveau le tableau au bureau avec `puente adapter run` ou `puente protect`, puis renvoyez-le.
table_recoverable = Des cellules supprimées peuvent être calculées à partir des cellules publiées
table_recoverable-remedy = Supprimez davantage de cellules : `puente protect` les choisit et `puente attack` vérifie avant l’envoi.
release_opens_cells = Avec une publication antérieure de la même période, des cellules supprimées peuvent être calculées
release_opens_cells-remedy = Masquez les mêmes cellules qu’avant : `puente adapter run --previous` et `puente protect --earlier` tiennent compte de la publication antérieure.
submission_id_reused = L’identifiant appartient déjà à un autre envoi
submission_id_reused-remedy = Donnez un nouvel identifiant à un nouveau document ; le même document se renvoie sans changer un octet.
revision_taken = Cette révision de la période existe déjà
revision_taken-remedy = Si les chiffres ont changé, envoyez-les comme révision { $next }.
revision_out_of_order = La révision ne suit pas la dernière
revision_out_of_order-remedy = Envoyez-la comme révision { $next }, ou envoyez d’abord celles qui manquent.
submission_unknown = Il n’y a aucun envoi de votre part avec cet identifiant
submission_unknown-remedy = Vérifiez l’identifiant ; si l’envoi n’est pas arrivé, transmettez-le.
store_unavailable = La base de données de la passerelle ne répond pas
store_unavailable-remedy = Réessayez plus tard avec le même identifiant : rien n’a été enregistré.
spool_unavailable = La passerelle n’a pas de place pour recevoir le corps
spool_unavailable-remedy = Réessayez plus tard avec le même identifiant : rien n’a été enregistré.
internal_error = Une défaillance s’est produite dans la passerelle
internal_error-remedy = Réessayez ; si cela se répète, donnez à l’administrateur l’identifiant de la requête.
certificate-remedy = Ouvrez une connexion avec un certificat en vigueur de votre autorité.
signature-remedy = Signez les octets exacts du document avec le certificat du bureau qui l’envoie ; `puente submit` le fait.
denied-remedy = Demandez à l’administrateur de la passerelle quels accords sont en vigueur.

### Démarrage
open_store = impossible d’ouvrir la base de données : { $detail }
open_other_signer = le certificat de signature n’est pas celui de PUENTE-GATEWAY
listen_failed = impossible d’écouter sur { $address } : { $detail }
schedule_failed = impossible de démarrer le calendrier : { $detail }
serve_failed = la passerelle a cessé de servir : { $detail }
log_filter_invalid = le filtre du journal n’est pas lisible : { $detail }
tables_behind = les tables sont d’une version antérieure : lancez `puente gateway migrate`
trust_crl_stale = la liste des certificats révoqués aurait dû être renouvelée
certificate_ends_soon = le certificat expire dans moins de 14 jours
certificate_file_expired = le certificat a expiré
certificate_file_malformed = le certificat n’est pas lisible
cell_unaltered = Le chiffre de { $cell } n’est pas de ceux que produit la méthode déclarée
cell_recoverable = La cellule supprimée { $cell } peut être calculée à partir des autres
cell_undecided = Il n’a pas été possible de décider si { $count } cellules supprimées peuvent être calculées ; envoyez le tableau avec moins de ventilations
cell_hidden_before = La cellule { $cell }, masquée dans l’envoi { $submission } (révision { $revision }), est maintenant publiée
cell_opened = La cellule supprimée { $cell } peut être calculée à partir de cet envoi et de l’envoi { $submission } (révision { $revision }) réunis
