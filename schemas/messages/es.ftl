record_dimensions = el registro no tiene un código por dimensión
record_code = el código de { $column } no está en su lista
record_measure = la medida no pertenece al flujo de datos
record_amount = la cantidad no es un número
record_weight = el factor de expansión debe ser un número mayor que cero

value_not_null = OBS_STATUS indica que no hay dato (O, L, M o Q): OBS_VALUE debe ser null
value_missing = falta el valor: ponga un número en OBS_VALUE, o O, L, M o Q en OBS_STATUS
suppressed_without_reason = un valor suprimido (Q) lleva en CONF_STATUS el motivo, por ejemplo A o D
confidential_value_present = CONF_STATUS dice que la cifra es confidencial, pero OBS_VALUE la muestra: suprímala (null y Q) antes de enviar
only_for_employed = { $column } solo se distingue para personas ocupadas (LABOUR_STATUS = EMP); en los demás casos déjela en _T
counterpart_is_reporting_area = COUNTERPART_AREA es el mismo país que REF_AREA; indique el otro país del corredor
money_without_currency = un monto en moneda nacional debe llevar CURRENCY
earnings_without_function = los ingresos deben decir en STAT_FUNC qué son: media, mediana o percentil
offered_wage_without_mechanism = el salario ofrecido (OFFER_H) se informa por mecanismo: indique MECHANISM
unit_differs_from_stage = UNIT_STAGE no es la unidad que fija PERMIT_STAGE
sex_of_a_vacancy = una vacante no tiene sexo: SEX solo se distingue para SEEK y PLACED
wage_without_period = el salario ofrecido debe decir en PER a qué período corresponde
sensitive_below_national = las quejas por trata, trabajo forzoso o violencia sexual se informan solo a nivel nacional: deje GEO_ADM1 en _T
sensitive_not_annual = las quejas por trata, trabajo forzoso o violencia sexual se informan solo por año: FREQ debe ser A
