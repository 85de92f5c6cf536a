record_dimensions = the record does not have one code per dimension
record_code = the code of { $column } is not in its list
record_measure = the measure does not belong to the dataflow
record_amount = the amount is not a number
record_weight = the weight must be a number above zero

value_not_null = OBS_STATUS says that there is no figure (O, L, M or Q): OBS_VALUE must be null
value_missing = the value is missing: give a number in OBS_VALUE, or O, L, M or Q in OBS_STATUS
suppressed_without_reason = a suppressed value (Q) carries its reason in CONF_STATUS, for example A or D
confidential_value_present = CONF_STATUS says that the figure is confidential, but OBS_VALUE shows it: suppress it (null and Q) before sending
only_for_employed = { $column } is only told for the employed (LABOUR_STATUS = EMP); leave it at _T otherwise
counterpart_is_reporting_area = COUNTERPART_AREA is the same country as REF_AREA; give the other country of the corridor
money_without_currency = an amount in national currency must carry CURRENCY
earnings_without_function = earnings must say in STAT_FUNC what they are: mean, median or percentile
offered_wage_without_mechanism = an offered wage (OFFER_H) is told by mechanism: give MECHANISM
unit_differs_from_stage = UNIT_STAGE is not the unit that PERMIT_STAGE fixes
sex_of_a_vacancy = a vacancy has no sex: SEX is only told for SEEK and PLACED
wage_without_period = an offered wage must say in PER which period it pays for
sensitive_below_national = complaints of trafficking, forced labour or sexual violence are told for the nation only: leave GEO_ADM1 at _T
sensitive_not_annual = complaints of trafficking, forced labour or sexual violence are told by year only: FREQ must be A
