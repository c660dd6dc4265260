// KCalendarCore, the calendar library of KMail and KOrganizer: prints for each file a line "FILE name", then its events and violations.
//   g++ -fPIC kde_calendar.cpp -o kde_calendar -lKF5CalendarCore -lQt5Core (with the include folders of install.sh); kde_calendar FILE...
#include <KCalendarCore/ICalFormat>
#include <KCalendarCore/MemoryCalendar>
#include <QCoreApplication>
#include <QFile>
#include <QTextStream>
#include <QTimeZone>

static QString utc(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")) : QStringLiteral("-");
}

int main(int count, char **arguments)
{
    qputenv("TZ", "America/New_York"); // a time whose zone is not understood becomes a local time, which is right nowhere else
    QCoreApplication application(count, arguments);
    QTextStream out(stdout);
    bool bad = false;
    for (int at = 1; at < count; at++) {
        out << "FILE " << arguments[at] << "\n";
        QFile file(QString::fromLocal8Bit(arguments[at]));
        if (!file.open(QIODevice::ReadOnly)) {
            out << "VIOLATION not readable\n";
            return 2;
        }
        KCalendarCore::MemoryCalendar::Ptr calendar(new KCalendarCore::MemoryCalendar(QTimeZone::utc()));
        KCalendarCore::ICalFormat format;
        const KCalendarCore::Event::List events = format.fromRawString(calendar, file.readAll()) ? calendar->rawEvents() : KCalendarCore::Event::List();
        if (events.isEmpty()) {
            bad = true;
            out << "VIOLATION no event\n";
        }
        QStringList lines;
        for (const KCalendarCore::Event::Ptr &event : events) {
            // an event with a RECURRENCE-ID has an internal UID of its own in some versions, so the scheduling id counts
            lines << QStringLiteral("EVENT %1 %2 %3\n").arg(event->schedulingID(), utc(event->dtStart()), utc(event->dtEnd()));
        }
        lines.sort();
        for (const QString &line : lines) out << line;
    }
    return bad;
}
