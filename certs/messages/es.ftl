### Certificates
certificate_missing = no se presentó ningún certificado. Conéctese con el certificado que la autoridad emitió para su oficina
certificate_malformed = no se puede leer el certificado. Pídalo de nuevo a la autoridad
certificate_unknown_authority = el certificado no fue emitido por una autoridad de esta región
certificate_expired = el certificado está vencido. Renuévelo con «puente certs request» y envíe la solicitud a la autoridad
certificate_not_yet_valid = el certificado todavía no es válido. Revise la fecha y la hora de esta computadora
certificate_revoked = el certificado está revocado. Pregunte el motivo a la autoridad y solicite uno nuevo
certificate_not_for_participants = el certificado no es de un participante: no permite conectarse como cliente
certificate_without_participant = el certificado no nombra exactamente a un participante
certificate_other_key = la clave del certificado no es de la curva P-256

### Signatures
signature_too_large = la firma es más larga que cualquiera de las que hace Puente
signature_malformed = la firma no es un JWS bien formado
signature_header = el encabezado de la firma tiene un parámetro no admitido, o le falta uno
signature_algorithm = el algoritmo de la firma no es ES256
signature_certificates = no se pueden leer los certificados del encabezado de la firma
signature_mismatch = la firma no corresponde a estos bytes: el documento cambió después de firmado
signature_other_signer = la firma es de un participante distinto del que debe firmar

### Identity
certs_file = no se puede usar «{ $file }»: { $cause }
certs_library = falló la biblioteca criptográfica
identity_no_certificate = «{ $file }» no contiene ningún certificado en formato PEM
identity_no_key = «{ $file }» no contiene ninguna clave privada en formato PEM y sin contraseña
identity_other_key = la clave privada no es de la curva P-256
identity_mismatch = la clave privada no corresponde al certificado

### Trust
trust_no_authority = el archivo de autoridades no contiene ningún certificado en formato PEM
trust_not_an_authority = un certificado del archivo de autoridades no es de una autoridad
trust_crl_malformed = la lista de revocaciones no está en formato PEM o está dañada
trust_crl_unknown_authority = la lista de revocaciones no está firmada por una autoridad del archivo de autoridades
trust_crl_older = la lista de revocaciones es anterior a la vigente; sigue la vigente

### Authority
authority_exists = ya hay una autoridad en «{ $folder }»; no se toca
request_key_exists = ya hay una clave en «{ $file }»; no se toca. Elija otra carpeta con --out
request_malformed = no se puede leer la solicitud, o no está firmada con su propia clave
request_other_key = la clave de la solicitud no es de la curva P-256. Hágala con «puente certs request»
request_other_name = la solicitud está a nombre de «{ $name }», que no es el nombre que daría el certificado
authority_not_issued_here = esta autoridad no emitió ese certificado
authority_already_revoked = el certificado { $serial } ya está revocado
authority_register = el registro de la autoridad está dañado en la línea { $line }
