/* Expands the recurring event of each file with libical: its rule, and the VTIMEZONEs of the file, never libical's own database.
   gcc -O1 libical_recurrence.c -o libical_recurrence -lical
   libical_recurrence FILE...    prints: FILE START/END START/END ...   (UTC, in order)
   The end of an occurrence is its local start and the length of the master by the clock. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX 512

struct occurrence { char local[32]; char start[32]; char end[32]; int gone; };

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

/* The zone that was built from the component with that TZID; UTC without one. */
static icaltimezone *zone_of(icalcomponent *calendar, icalproperty *property)
{
    icalparameter *name = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    if (!name) return icaltimezone_get_utc_timezone();
    icalcomponent *component = icalcomponent_get_first_component(calendar, ICAL_VTIMEZONE_COMPONENT);
    for (; component; component = icalcomponent_get_next_component(calendar, ICAL_VTIMEZONE_COMPONENT)) {
        icalproperty *id = icalcomponent_get_first_property(component, ICAL_TZID_PROPERTY);
        if (!strcmp(icalproperty_get_tzid(id), icalparameter_get_tzid(name))) {
            icaltimezone *zone = icaltimezone_new();
            icaltimezone_set_component(zone, icalcomponent_new_clone(component));
            return zone;
        }
    }
    fprintf(stderr, "no VTIMEZONE for %s\n", icalparameter_get_tzid(name));
    exit(1);
}

static void format(struct icaltimetype time, char *out)
{
    snprintf(out, 32, "%04d%02d%02dT%02d%02d%02d", time.year, time.month, time.day, time.hour, time.minute, time.second);
}

static void to_utc(struct icaltimetype time, icaltimezone *zone, char *out)
{
    time.zone = zone;
    format(icaltime_convert_to_zone(time, icaltimezone_get_utc_timezone()), out);
    strcat(out, "Z");
}

static struct icaltimetype local_of(icalproperty *property)
{
    struct icaltimetype time = icaltime_from_string(icalproperty_get_value_as_string(property));
    time.zone = 0;
    return time;
}

static icalproperty *first(icalcomponent *event, icalproperty_kind kind)
{
    return icalcomponent_get_first_property(event, kind);
}

static int by_start(const void *a, const void *b)
{
    return strcmp(((const struct occurrence *)a)->start, ((const struct occurrence *)b)->start);
}

static struct occurrence *find(struct occurrence *all, int count, icalproperty *property)
{
    char local[32];
    format(local_of(property), local);
    for (int i = 0; i < count; i++)
        if (!strcmp(all[i].local, local)) return &all[i];
    return 0;
}

int main(int argc, char **paths)
{
    for (int at = 1; at < argc; at++) {
        char *text = whole(paths[at]);
        icalcomponent *calendar = icalparser_parse_string(text);
        if (!calendar) { fprintf(stderr, "%s: not read\n", paths[at]); return 1; }
        icalcomponent *master = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
        while (master && !first(master, ICAL_RRULE_PROPERTY))
            master = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT);
        icaltimezone *zone = zone_of(calendar, first(master, ICAL_DTSTART_PROPERTY));
        struct icaltimetype start = local_of(first(master, ICAL_DTSTART_PROPERTY));
        struct icaldurationtype length = icaltime_subtract(local_of(first(master, ICAL_DTEND_PROPERTY)), start);
        struct occurrence all[MAX];
        char problems[4096] = "";
        int count = 0;
        icalrecur_iterator *rule = icalrecur_iterator_new(icalproperty_get_rrule(first(master, ICAL_RRULE_PROPERTY)), start);
        struct icaltimetype next = icalrecur_iterator_next(rule);
        for (; !icaltime_is_null_time(next) && count < MAX; next = icalrecur_iterator_next(rule), count++) {
            next.zone = 0;
            all[count].gone = 0;
            format(next, all[count].local);
            to_utc(next, zone, all[count].start);
            to_utc(icaltime_add(next, length), zone, all[count].end);
        }
        icalrecur_iterator_free(rule);
        icalproperty *excluded = first(master, ICAL_EXDATE_PROPERTY);
        for (; excluded; excluded = icalcomponent_get_next_property(master, ICAL_EXDATE_PROPERTY)) {
            struct occurrence *found = find(all, count, excluded);
            if (found) found->gone = 1; else strcat(problems, " EXDATE-unknown");
        }
        icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
        for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
            icalproperty *id = first(event, ICAL_RECURRENCEID_PROPERTY);
            if (!id) continue;
            struct occurrence *found = find(all, count, id);
            if (!found || found->gone) { strcat(problems, " RECURRENCE-ID-unknown"); continue; }
            icalproperty *begin = first(event, ICAL_DTSTART_PROPERTY), *end = first(event, ICAL_DTEND_PROPERTY);
            /* zone_of iterates over the components as well, so the events are counted from the start again. */
            to_utc(local_of(begin), zone_of(calendar, begin), found->start);
            to_utc(local_of(end), zone_of(calendar, end), found->end);
            icalcomponent *again = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
            while (again != event) again = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT);
        }
        qsort(all, count, sizeof *all, by_start);
        const char *name = strrchr(paths[at], '/');
        printf("%s", name ? name + 1 : paths[at]);
        for (int i = 0; i < count; i++)
            if (!all[i].gone) printf(" %s/%s", all[i].start, all[i].end);
        printf("%s\n", problems);
        icalcomponent_free(calendar);
        free(text);
    }
    return 0;
}
