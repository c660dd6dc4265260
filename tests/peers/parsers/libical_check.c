/* libical: parse, restriction check (RFC 5546: what each METHOD requires), embedded parse errors, UTC times.
   libical_check FILE...     prints for each file a line "FILE name", then its violations and events; exit 1 on any violation
   Built by install.sh, or by check.py: gcc libical_check.c -o libical_check -lical */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int bad = 0;

static void violation(const char *text, const char *more)
{
    bad = 1;
    printf("VIOLATION %s%s\n", text, more);
}

/* libical accepts almost everything, and writes errors as X-LIC-ERROR properties into the component. */
static void walk(icalcomponent *c)
{
    for (icalproperty *p = icalcomponent_get_first_property(c, ICAL_ANY_PROPERTY); p;
         p = icalcomponent_get_next_property(c, ICAL_ANY_PROPERTY)) {
        if (icalproperty_isa(p) != ICAL_XLICERROR_PROPERTY) continue;
        icalparameter *t = icalproperty_get_first_parameter(p, ICAL_XLICERRORTYPE_PARAMETER);
        bad = 1;
        printf("VIOLATION %s: %s (type %d)\n", icalcomponent_kind_to_string(icalcomponent_isa(c)),
               icalproperty_get_xlicerror(p), t ? icalparameter_get_xlicerrortype(t) : -1);
    }
    for (icalcomponent *s = icalcomponent_get_first_component(c, ICAL_ANY_COMPONENT); s;
         s = icalcomponent_get_next_component(c, ICAL_ANY_COMPONENT)) walk(s);
}

static void read_event(icalcomponent *e)
{
    char start[32], end[32];
    icaltimezone *utc = icaltimezone_get_utc_timezone();
    icaltimetype s = icalcomponent_get_dtstart(e), d = icalcomponent_get_dtend(e);
    icaltimetype s2 = icaltime_convert_to_zone(s, utc), d2 = icaltime_convert_to_zone(d, utc);
    const char *uid = icalcomponent_get_uid(e);
    snprintf(start, sizeof start, "%s", icaltime_as_ical_string(s2));
    snprintf(end, sizeof end, "%s", icaltime_as_ical_string(d2));
    if (!uid) violation("no UID", "");
    if (icaltime_compare(s2, d2) > 0) violation("DTEND before DTSTART", "");
    if (!s.zone && !s.is_date) violation("floating or unknown zone: ", icaltime_as_ical_string(s));
    printf("EVENT %s %s%s %s%s\n", uid ? uid : "-", start, s.zone || icaltime_is_utc(s) ? "" : "?",
           end, d.zone || icaltime_is_utc(d) ? "" : "?");
}

static void read_calendar(char *text)
{
    int events = 0;
    icalcomponent *c = icalparser_parse_string(text);
    if (!c) {
        violation("no component parsed", "");
        return;
    }
    if (icalcomponent_isa(c) != ICAL_VCALENDAR_COMPONENT)
        violation("top component is ", icalcomponent_kind_to_string(icalcomponent_isa(c)));
    if (!icalrestriction_check(c)) violation("icalrestriction_check failed", "");
    walk(c);
    for (icalcomponent *e = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT); e;
         e = icalcomponent_get_next_component(c, ICAL_VEVENT_COMPONENT)) {
        events++;
        read_event(e);
    }
    if (!events) violation("no event", "");
    icalcomponent_free(c);
}

int main(int count, char **names)
{
    icalerror_set_errors_are_fatal(0);
    ical_set_unknown_token_handling_setting(ICAL_TREAT_AS_ERROR);
    for (int i = 1; i < count; i++) {
        FILE *file = fopen(names[i], "rb");
        long size;
        char *text;
        if (!file) {
            perror(names[i]);
            return 2;
        }
        fseek(file, 0, SEEK_END);
        size = ftell(file);
        rewind(file);
        text = malloc(size + 1);
        text[fread(text, 1, size, file)] = 0;
        fclose(file);
        printf("FILE %s\n", names[i]);
        fflush(stdout);
        read_calendar(text);
        free(text);
    }
    return bad;
}
