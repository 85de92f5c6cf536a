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
