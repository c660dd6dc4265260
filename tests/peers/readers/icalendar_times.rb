# ruby-icalendar, without ActiveSupport, so that only the VTIMEZONE of the file counts.
#   ruby icalendar_times.rb FILE...     prints for each file a line "FILE name", then its events and violations; exit 1 on any violation
require 'stringio'
require 'icalendar'

ENV['TZ'] = 'America/New_York' # a time whose zone is not understood becomes a local time, which is right nowhere else

def utc(value)
  value ? value.to_time.utc.strftime('%Y%m%dT%H%M%SZ') : '-'
end

bad = false
ARGV.each do |path|
  puts "FILE #{path}"
  begin
    calendars = Icalendar::Calendar.parse(File.read(path, encoding: 'UTF-8'))
    events = calendars.flat_map(&:events)
    raise 'no event' if events.empty?
    events.each { |event| puts "EVENT #{event.uid} #{utc(event.dtstart)} #{utc(event.dtend)}" }
  rescue StandardError => error
    bad = true
    puts "VIOLATION #{error.class}: #{error.message.split.join(' ')}"
  end
end
exit(bad ? 1 : 0)
