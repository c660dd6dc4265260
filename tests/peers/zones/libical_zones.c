/* Converts the times of every event to UTC by the VTIMEZONE of its own calendar, with libical, and never by libical's own database.
   gcc -O1 libical_zones.c -o libical_zones -lical
   libical_zones FILE...    prints: UID START END   (UTC) */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *whole(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) { perror(path); exit(2); }
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = malloc(size + 1);
    text[fread(text, 1, size, file)] = 0;
    fclose(file);
    return text;
}

/* Reads the local time of the property and converts it by the zone that was built from the component. */
static void to_utc(icalcomponent *event, icalproperty_kind kind, icaltimezone *zone, const char *tzid, char *out)
{
    icalproperty *property = icalcomponent_get_first_property(event, kind);
    icalparameter *name = property ? icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER) : 0;
    if (!name || strcmp(icalparameter_get_tzid(name), tzid)) { strcpy(out, "no-tzid"); return; }
    icaltimetype time = icaltime_from_string(icalproperty_get_value_as_string(property));
    time.zone = zone;
    time = icaltime_convert_to_zone(time, icaltimezone_get_utc_timezone());
    snprintf(out, 32, "%04d%02d%02dT%02d%02d%02dZ", time.year, time.month, time.day, time.hour, time.minute, time.second);
}

int main(int count, char **paths)
{
    for (int at = 1; at < count; at++) {
        char *text = whole(paths[at]);
        icalcomponent *root = icalparser_parse_string(text);
        if (!root) { fprintf(stderr, "%s: not read\n", paths[at]); return 1; }
        int bundle = icalcomponent_isa(root) == ICAL_XROOT_COMPONENT;
        icalcomponent *calendar = bundle ? icalcomponent_get_first_component(root, ICAL_VCALENDAR_COMPONENT) : root;
        for (; calendar; calendar = bundle ? icalcomponent_get_next_component(root, ICAL_VCALENDAR_COMPONENT) : 0) {
            icalcomponent *component = icalcomponent_get_first_component(calendar, ICAL_VTIMEZONE_COMPONENT);
            icaltimezone *zone = icaltimezone_new();
            if (!component || !icaltimezone_set_component(zone, icalcomponent_new_clone(component))) {
                fprintf(stderr, "%s: no VTIMEZONE\n", paths[at]);
                return 1;
            }
            icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
            for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
                char start[32], end[32];
                to_utc(event, ICAL_DTSTART_PROPERTY, zone, icaltimezone_get_tzid(zone), start);
                to_utc(event, ICAL_DTEND_PROPERTY, zone, icaltimezone_get_tzid(zone), end);
                printf("%s %s %s\n", icalcomponent_get_uid(event), start, end);
            }
            icaltimezone_free(zone, 1);
        }
        icalcomponent_free(root);
        free(text);
    }
    return 0;
}
