/* Reads lines "RRULE<tab>DTSTART<tab>COUNT" and prints for each "valid" or "invalid", a tab and the first COUNT days of the occurrences
 * (yyyymmdd, separated by blanks), by libical. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
    char line[4096];
    icalerror_set_errors_are_fatal(0);
    while (fgets(line, sizeof line, stdin)) {
        char *tab = strchr(line, '\t');
        if (!tab) continue;
        *tab = 0;
        tab[1 + strcspn(tab + 1, "\r\n")] = 0;
        char *second = strchr(tab + 1, '\t');
        int wanted = second ? atoi(second + 1) : 0;
        if (second) *second = 0;
        icalerror_clear_errno();
        struct icalrecurrencetype rule = icalrecurrencetype_from_string(line);
        int valid = rule.freq != ICAL_NO_RECURRENCE && icalerrno == ICAL_NO_ERROR;
        printf("%s\t", valid ? "valid" : "invalid");
        if (valid && wanted > 0) {
            icalrecur_iterator *iterator = icalrecur_iterator_new(rule, icaltime_from_string(tab + 1));
            int last = 0, count = 0;
            struct icaltimetype at;
            while (iterator && count < wanted && !icaltime_is_null_time(at = icalrecur_iterator_next(iterator)) && at.year < 2400) {
                int day = at.year * 10000 + at.month * 100 + at.day;
                if (day != last) { printf("%s%d", count++ ? " " : "", day); last = day; }
            }
            if (iterator) icalrecur_iterator_free(iterator);
        }
        printf("\n");
    }
    return 0;
}
