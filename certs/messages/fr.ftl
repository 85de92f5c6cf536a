### Certificates
certificate_missing = aucun certificat n’a été présenté. Connectez-vous avec le certificat que l’autorité a délivré à votre office
certificate_malformed = le certificat est illisible. Redemandez-le à l’autorité
certificate_unknown_authority = le certificat n’a pas été délivré par une autorité de cette région
certificate_expired = le certificat a expiré. Renouvelez-le avec « puente certs request » et envoyez la demande à l’autorité
certificate_not_yet_valid = le certificat n’est pas encore valable. Vérifiez la date et l’heure de cet ordinateur
certificate_revoked = le certificat est révoqué. Demandez-en la raison à l’autorité et demandez-en un nouveau
certificate_not_for_participants = le certificat n’est pas celui d’un participant : il ne permet pas de se connecter comme client
certificate_without_participant = le certificat ne nomme pas exactement un participant
certificate_other_key = la clé du certificat n’est pas sur la courbe P-256

### Signatures
signature_too_large = la signature est plus longue que toutes celles que fait Puente
signature_malformed = la signature n’est pas un JWS bien formé
signature_header = l’en-tête de la signature contient un paramètre non admis, ou il en manque un
signature_algorithm = l’algorithme de la signature n’est pas ES256
signature_certificates = les certificats de l’en-tête de la signature sont illisibles
signature_mismatch = la signature ne correspond pas à ces octets : le document a été modifié après la signature
signature_other_signer = la signature est celle d’un autre participant que celui qui doit signer

### Identity
certs_file = « { $file } » est inutilisable : { $cause }
certs_library = la bibliothèque cryptographique a échoué
identity_no_certificate = « { $file } » ne contient aucun certificat au format PEM
identity_no_key = « { $file } » ne contient aucune clé privée au format PEM et sans mot de passe
identity_other_key = la clé privée n’est pas sur la courbe P-256
identity_mismatch = la clé privée ne correspond pas au certificat

### Trust
trust_no_authority = le fichier des autorités ne contient aucun certificat au format PEM
trust_not_an_authority = un certificat du fichier des autorités n’est pas celui d’une autorité
trust_crl_malformed = la liste des révocations n’est pas au format PEM ou est endommagée
trust_crl_unknown_authority = la liste des révocations n’est pas signée par une autorité du fichier des autorités
trust_crl_older = la liste des révocations est antérieure à celle en vigueur, qui reste en place

### Authority
authority_exists = il y a déjà une autorité dans « { $folder } » ; elle reste inchangée
request_key_exists = il y a déjà une clé dans « { $file } » ; elle reste inchangée. Choisissez un autre dossier avec --out
request_malformed = la demande est illisible ou n’est pas signée par sa propre clé
request_other_key = la clé de la demande n’est pas sur la courbe P-256. Faites-la avec « puente certs request »
request_other_name = la demande est au nom de « { $name } », qui n’est pas le nom que porterait le certificat
authority_not_issued_here = cette autorité n’a pas délivré ce certificat
authority_already_revoked = le certificat { $serial } est déjà révoqué
authority_register = le registre de l’autorité est endommagé à la ligne { $line }
