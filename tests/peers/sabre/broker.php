<?php
// The scheduling of sabre/vobject 4.6 (Nextcloud, Baïkal), as a calendar server calls it. SABRE_VOBJECT is the folder of its sources, such
// as a clone of its repository; Debian has only an older version. Needs php-cli and php-mbstring.
// Each line of the input is a list in JSON:
//   ["receive", CALENDAR]               takes in a REQUEST or CANCEL
//   ["respond", UID, PARTSTAT, ADDRESS] the owner responds in their calendar, and sabre makes the REPLY
//   ["show"]                            prints a line: the stored text, its events in UTC as sabre expands them, REPLYs, problems
//   ["clear"]                           empties the calendar

namespace Sabre\Xml;

// sabre/xml is needed for xCal alone; its interface is enough here.
interface XmlSerializable
{
}

namespace BetterCalendar;

use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\ITip\Broker;
use Sabre\VObject\ITip\Message;
use Sabre\VObject\Node;
use Sabre\VObject\Reader;

spl_autoload_register(static function (string $class): void {
    $name = explode('\\', $class, 3);
    $file = getenv('SABRE_VOBJECT').'/lib/'.strtr($name[2] ?? '', '\\', '/').'.php';
    if ('Sabre' === $name[0] && 'VObject' === $name[1] && is_file($file)) {
        require $file;
    }
});

final class Calendar
{
    private Broker $broker;
    private array $objects = [];
    private array $replies = [];
    private array $problems = [];

    public function __construct()
    {
        $this->broker = new Broker();
    }

    public function receive(string $text): void
    {
        $calendar = Reader::read($text);
        $message = new Message();
        $message->component = 'VEVENT';
        $message->uid = (string) $calendar->VEVENT->UID;
        $message->method = (string) $calendar->METHOD;
        $message->sequence = (int) (string) $calendar->VEVENT->SEQUENCE;
        $message->sender = (string) $calendar->VEVENT->ORGANIZER;
        $message->recipient = (string) $calendar->VEVENT->ATTENDEE;
        $message->message = $calendar;
        $stored = $this->broker->processMessage($message, $this->objects[$message->uid] ?? null);
        if ($stored) {
            $this->store($message->uid, $stored);
        }
    }

    public function respond(string $uid, string $partstat, string $address): void
    {
        $old = $this->objects[$uid] ?? null;
        if (!$old) {
            return;
        }
        $new = Reader::read($old->serialize());
        foreach ($new->VEVENT as $event) {
            foreach ($event->ATTENDEE as $attendee) {
                if (0 === strcasecmp('mailto:'.$address, (string) $attendee)) {
                    $attendee['PARTSTAT'] = $partstat;
                }
            }
        }
        foreach ($this->broker->parseEvent($new, ['mailto:'.$address], $old) as $reply) {
            $this->replies[] = $reply->message->serialize();
        }
        $this->store($uid, $new);
    }

    public function show(): void
    {
        $events = [];
        foreach ($this->objects as $object) {
            $expanded = $object->expand(new \DateTimeImmutable('2000-01-01'), new \DateTimeImmutable('2050-01-01'));
            foreach ($expanded->VEVENT ?? [] as $event) {
                $events[] = ['uid' => (string) $event->UID, 'start' => self::utc($event->DTSTART), 'end' => self::utc($event->DTEND)];
            }
        }
        $text = implode('', array_map(static fn (VCalendar $object): string => $object->serialize(), $this->objects));
        echo json_encode(
            ['text' => $text, 'events' => $events, 'replies' => $this->replies, 'problems' => $this->problems],
            JSON_THROW_ON_ERROR
        ), "\n";
        $this->replies = $this->problems = [];
    }

    public function clear(): void
    {
        $this->objects = [];
    }

    // A server validates what it stores, writes it down, and reads it again.
    private function store(string $uid, VCalendar $object): void
    {
        foreach ($object->validate(Node::PROFILE_CALDAV) as $problem) {
            $this->problems[] = $problem['message'];
        }
        $this->objects[$uid] = Reader::read($object->serialize());
    }

    private static function utc($property): string
    {
        return $property->getDateTime()->setTimezone(new \DateTimeZone('UTC'))->format('Ymd\THis\Z');
    }
}

$calendar = new Calendar();
while (false !== ($line = fgets(STDIN))) {
    $action = json_decode($line, true, 8, JSON_THROW_ON_ERROR);
    $calendar->{$action[0]}(...array_slice($action, 1));
}
