### Certificates
certificate_missing = no certificate was shown. Connect with the certificate that the authority issued to your office
certificate_malformed = the certificate cannot be read. Ask the authority for it again
certificate_unknown_authority = the certificate was not issued by an authority of this region
certificate_expired = the certificate’s time is over. Renew it with “puente certs request” and send the request to the authority
certificate_not_yet_valid = the certificate is not valid yet. Check the date and time of this computer
certificate_revoked = the certificate is revoked. Ask the authority why, and request a new one
certificate_not_for_participants = the certificate is not a participant’s: it lacks the client use
certificate_without_participant = the certificate does not name exactly one participant
certificate_other_key = the certificate’s key is not on the curve P-256

### Signatures
signature_too_large = the signature is longer than any that Puente makes
signature_malformed = the signature is not a well-formed JWS
signature_header = the signature’s header has a parameter that is not admitted, or lacks one
signature_algorithm = the signature’s algorithm is not ES256
signature_certificates = the certificates in the signature’s header cannot be read
signature_mismatch = the signature does not belong to these bytes: the document was changed after it was signed
signature_other_signer = the signature is of another participant than the one that must sign

### Identity
certs_file = “{ $file }” cannot be used: { $cause }
certs_library = the cryptographic library failed
identity_no_certificate = “{ $file }” holds no certificate in PEM form
identity_no_key = “{ $file }” holds no private key in PEM form without a passphrase
identity_other_key = the private key is not on the curve P-256
identity_mismatch = the private key does not belong to the certificate

### Trust
trust_no_authority = the file of authorities holds no certificate in PEM form
trust_not_an_authority = a certificate in the file of authorities is not an authority’s
trust_crl_malformed = the list of revocations is not in PEM form or is damaged
trust_crl_unknown_authority = the list of revocations is not signed by an authority of the file of authorities
trust_crl_older = the list of revocations is older than the one in force, which stays

### Authority
authority_exists = there is an authority in “{ $folder }” already; it is left as it is
request_key_exists = there is a key in “{ $file }” already; it is left as it is. Ask for another folder with --out
request_malformed = the request cannot be read or is not signed by its own key
request_other_key = the request’s key is not on the curve P-256. Make it with “puente certs request”
request_other_name = the request is made in the name of “{ $name }”, which is not the name that the certificate would give
authority_not_issued_here = this authority has not issued that certificate
authority_already_revoked = the certificate { $serial } is revoked already
authority_register = the register of the authority is damaged at line { $line }
