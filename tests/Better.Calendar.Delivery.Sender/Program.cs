using System.Globalization;
using Better.Calendar.Delivery;
using MailKit.Security;

// A sender that tests kill: Sender OUTBOX PORT. It sends what is in the outbox to 127.0.0.1 and ends with 0 when nothing is open.
using var outbox = new Outbox(args[0]);
var server = new SmtpServer { Host = "127.0.0.1", Port = int.Parse(args[1], CultureInfo.InvariantCulture), Security = SecureSocketOptions.None };
var options = new DeliveryOptions { FirstRetry = TimeSpan.FromMilliseconds(200), LongestRetry = TimeSpan.FromSeconds(1), Reconnect = TimeSpan.FromMilliseconds(50), MostDoubts = int.MaxValue };
try
{
    await new Courier(outbox, () => new SmtpCarrier(server), options).RunAsync();
    return 0;
}
catch (DeliveryException problem)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 1;
}
