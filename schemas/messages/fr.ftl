record_dimensions = l’enregistrement n’a pas un code par dimension
record_code = le code de { $column } ne figure pas dans sa liste
record_measure = la mesure n’appartient pas au flux de données
record_amount = le montant n’est pas un nombre
record_weight = le coefficient d’extrapolation doit être un nombre supérieur à zéro

value_not_null = OBS_STATUS indique l’absence de donnée (O, L, M ou Q) : OBS_VALUE doit être null
value_missing = il manque la valeur : indiquez un nombre dans OBS_VALUE, ou O, L, M ou Q dans OBS_STATUS
suppressed_without_reason = une valeur supprimée (Q) porte son motif dans CONF_STATUS, par exemple A ou D
confidential_value_present = CONF_STATUS indique que le chiffre est confidentiel, mais OBS_VALUE le montre : supprimez-le (null et Q) avant l’envoi
only_for_employed = { $column } ne se distingue que pour les personnes en emploi (LABOUR_STATUS = EMP) ; laissez _T dans les autres cas
counterpart_is_reporting_area = COUNTERPART_AREA est le même pays que REF_AREA ; indiquez l’autre pays du corridor
money_without_currency = un montant en monnaie nationale doit porter CURRENCY
earnings_without_function = les gains doivent préciser dans STAT_FUNC ce qu’ils sont : moyenne, médiane ou percentile
offered_wage_without_mechanism = le salaire offert (OFFER_H) se déclare par mécanisme : indiquez MECHANISM
unit_differs_from_stage = UNIT_STAGE n’est pas l’unité fixée par PERMIT_STAGE
sex_of_a_vacancy = un poste vacant n’a pas de sexe : SEX ne se distingue que pour SEEK et PLACED
wage_without_period = le salaire offert doit indiquer dans PER la période qu’il rémunère
sensitive_below_national = les plaintes pour traite, travail forcé ou violence sexuelle ne se déclarent qu’au niveau national : laissez GEO_ADM1 à _T
sensitive_not_annual = les plaintes pour traite, travail forcé ou violence sexuelle ne se déclarent que par année : FREQ doit être A
