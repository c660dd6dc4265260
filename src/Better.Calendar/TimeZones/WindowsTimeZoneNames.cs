namespace Better.Calendar.TimeZones;

/// <summary>
/// The names of Windows time zones in other languages than English, as Windows shows them and Outlook and Exchange send them.
/// </summary>
internal static class WindowsTimeZoneNames
{
    /// <summary>Each Windows id with its names, in winter and in summer.</summary>
    public static readonly (string Id, string[] Names)[] Localized =
    [
        ("W. Europe Standard Time",
        [
            "Mitteleuropäische Zeit", "Mitteleuropäische Normalzeit", "Mitteleuropäische Sommerzeit",
            "Europe de l'Ouest", "Europe de l’Ouest", "Europe de l'Ouest (heure d'été)", "Europe de l’Ouest (heure d’été)",
            "ora solare Europa occidentale", "ora legale Europa occidentale",
            "Hora estándar de Europa Occidental", "Hora estándar Europa occidental", "Hora de verano de Europa Occidental",
            "Västeuropa, normaltid", "Västeuropa, sommartid",
            "Nyugat-európai téli idő", "Nyugat-európai nyári idő",
            "Zachodnioeuropejski czas stand.", "Zachodnioeuropejski czas letni",
            "Lääne-Euroopa standardaeg", "Lääne-Euroopa suveaeg",
            "غرب أوروبا - توقيت رسمي", "غرب أوروبا - توقيت صيفي",
            "West-Europa (standaardtijd)", "West-Europa (zomertijd)", "Vest-Europa (normaltid)", "Vesteuropa, normaltid",
            "Länsi-Euroopan normaaliaika", "Hora padrão da Europa Ocidental", "Hora de Verão da Europa Ocidental",
            "Západní Evropa (běžný čas)", "Западная Европа (зима)",
        ]),
        ("Central Europe Standard Time",
        [
            "Közép-európai téli idő", "Közép-európai nyári idő",
            "Europe centrale", "Europe centrale (heure d'été)", "Europe centrale (heure d’été)",
            "ora solare Europa centrale", "ora legale Europa centrale",
            "Hora estándar de Europa Central", "Hora estándar, Europa central", "Hora de verano de Europa Central",
            "Centraleuropa, normaltid", "Centraleuropa, sommartid",
            "Kesk-Euroopa standardaeg", "Kesk-Euroopa suveaeg",
            "وسط أوروبا - توقيت رسمي", "وسط أوروبا - توقيت صيفي",
            "Midden-Europa (standaardtijd)", "Midden-Europa (zomertijd)", "Střední Evropa (běžný čas)", "Střední Evropa (letní čas)",
            "Stredná Európa (bežný čas)", "Hora padrão da Europa Central", "Zentraleuropäische Zeit", "Keski-Euroopan normaaliaika",
        ]),
        ("Central European Standard Time", ["Środkowoeuropejski czas stand.", "Środkowoeuropejski czas letni"]),
        ("Romance Standard Time",
        [
            "Paris, Madrid", "Paris, Madrid (heure d'été)", "Paris, Madrid (heure d’été)", "Romance (heure d'été)",
            "Hora estándar romance", "Hora de verano romance", "ora solare Europa romanza", "ora solare romanza",
            "Romanische Normalzeit", "Romanische Sommerzeit", "Romance (standaardtijd)", "Romance (zomertijd)",
            "Romansk normaltid", "Rom, normaltid", "Romański czas stand.", "Romaani standardaeg",
        ]),
        ("GMT Standard Time",
        [
            "Westeuropäische Zeit", "Westeuropäische Normalzeit", "Westeuropäische Sommerzeit", "GMT Normalzeit", "GMT Standardzeit",
            "GMT (heure d'été)", "ora solare GMT", "ora legale GMT", "Hora estándar GMT", "Hora de verano GMT",
            "GMT, normaltid", "GMT, sommartid", "Greenwichi középidő", "GMT téli idő", "Czas stand. GMT", "GMT standardaeg",
            "GMT (standaardtijd)", "Hora padrão de GMT",
        ]),
        ("FLE Standard Time",
        [
            "Osteuropäische Zeit", "Osteuropäische Normalzeit", "Osteuropäische Sommerzeit", "FLE Normalzeit", "FLE (heure d'été)",
            "Finlande, Lituanie, Estonie", "ora solare FLE", "Hora estándar FLE", "Hora de verano FLE", "FLE, normaltid", "FLE, sommartid",
            "FLE téli idő", "FLE standardaeg", "FLE suveaeg", "Czas stand. FLE", "FLE-normaaliaika", "FLE (standaardtijd)",
        ]),
        ("GTB Standard Time",
        [
            "GTB Normalzeit", "GTB Sommerzeit", "GTB (heure d'été)", "ora solare GTB", "Hora estándar GTB", "GTB, normaltid",
            "GTB téli idő", "GTB standardaeg", "Czas stand. GTB", "GTB (standaardtijd)",
        ]),
        ("Russian Standard Time",
        [
            "Russische Zeit", "Russische Normalzeit", "ora solare Russia", "Hora estándar rusa", "Rysk normaltid", "RTZ 2 (зима)",
            "Москва, стандартное время", "Rosyjski czas stand.", "Vene standardaeg",
        ]),
        ("Eastern Standard Time",
        [
            "Ostküste Normalzeit", "Eastern Normalzeit", "Eastern Sommerzeit", "ora solare costa orientale USA",
            "Hora estándar del Este", "Hora est., EE. UU.", "Hora de verano del Este", "Keleti téli idő (USA)", "Wschodni czas stand.",
            "USA, östra (normaltid)",
        ]),
        ("Pacific Standard Time",
        [
            "Pacific Normalzeit", "Pacific Sommerzeit", "Pacifique", "Pacifique (heure d'été)", "ora solare costa del Pacifico USA",
            "Hora estándar del Pacífico", "Hora de verano del Pacífico", "USA, västra (normaltid)",
        ]),
        ("UTC",
        [
            "Koordinierte Weltzeit", "Temps universel coordonné", "Tempo coordinato universale", "Hora universal coordinada",
            "Tiempo universal coordinado", "Egyezményes világidő", "Uniwersalny czas koordynowany", "Koordineeritud maailmaaeg",
            "Koordinerad universell tid", "التوقيت العالمي المنسق", "Gecoördineerde wereldtijd", "Coordinated Universal Time",
        ]),
    ];
}
