namespace Better.Calendar.Replies;

/// <summary>A phrase by which the texts of mail servers are recognized.</summary>
/// <param name="Product">Whose phrase it is.</param>
/// <param name="Source">Where the phrase is documented, or was observed.</param>
/// <param name="Phrase">The phrase: in lower case, white space as single spaces.</param>
/// <param name="Meaning">What it says.</param>
internal sealed record BouncePattern(string Product, string Source, string Phrase, BounceMeaning Meaning)
{
    private const string Samples = "bounce collection of Sisimai (set-of-emails)";
    private const string Mailman = "test mails of flufl.bounce";
    private const string Handler = "test mails of PHP-Bounce-Handler";

    /// <summary>The phrases of servers that report in words. Reports with a status part (RFC 3464) need none of them.</summary>
    public static readonly BouncePattern[] All =
    [
        // The address stands below these.
        Failed("Exim, IONOS, GMX, WEB.DE, mail.ru, Zoho", "Exim specification, 49.1", "address(es) failed:"),
        Failed("IONOS, GMX, WEB.DE", Samples, "the following address failed:"),
        Failed("IONOS, GMX, WEB.DE", Samples, "the following address(es) failed:"),
        Failed("Exim", "Exim specification, 49.1", "could not be delivered to one or more of its recipients"),
        Failed("Exim", Samples, "could not be delivered to all of its recipients"),
        Failed("Exim", "test mail of Exim's default texts", "a message that you sent could not be delivered"),
        Failed("Exim", Samples, "recipient addresses that were incorrectly constructed"),
        Failed("qmail", "QSBMF (cr.yp.to/proto/qsbmf.txt)", "wasn't able to deliver your message to the following addresses"),
        Failed("qmail", "qmail-send.c", "this is a permanent error; i've given up"),
        Failed("qmail", "QSBMF (cr.yp.to/proto/qsbmf.txt)", "hi. this is the"),
        Failed("qmail with changed texts", Samples, "your message could not be delivered"),
        Failed("Yahoo", Samples, "unable to deliver your message to the following address"),
        Failed("Gmail", Samples, "delivery to the following recipient failed permanently"),
        Failed("Gmail", Samples, "delivery to the following recipients failed permanently"),
        Failed("Gmail", "Google Workspace help, answer 3726730", "your message wasn't delivered to"),
        Failed("Gmail", Samples, "has been blocked. see technical details below"),
        Failed("Amazon SES, WorkMail", Samples, "an error occurred while trying to deliver the mail to the following recipients"),
        Failed("Amazon SES by SNS", "Amazon SES developer guide, notification contents", "\"notificationtype\":\"bounce\""),
        Failed("Amazon SES by SNS, unsubscribable", Samples, "\\\"notificationtype\\\":\\\"bounce\\\""),
        Failed("Exchange 2007 and later, Exchange Online", Samples, "delivery has failed to these recipients"),
        Failed("Exchange Online", Samples, "your message to these recipients couldn't be delivered"),
        Failed("Exchange Online", Samples, "couldn't be delivered"),
        Failed("Exchange 5.5 to 2003", Samples, "did not reach the following recipient(s):"),
        Failed("Exchange 5.5 to 2003, hMailServer", Samples, "the following recipient(s) could not be reached:"),
        Failed("Exchange 2003", Samples, "the following recipient(s) cannot be reached:"),
        Failed("hMailServer", "hMailServer's default texts", "did not reach some or all of the intended recipients"),
        Failed("Domino", Samples, "was not delivered to:"),
        Failed("Notes", Samples, "failure reasons"),
        Failed("Postfix, Zimbra, Yandex", "Postfix bounce(5)", "your message could not be delivered to one or more recipients"),
        Failed("Sendmail", "Sendmail installation guide, 5.1", "the following addresses had permanent fatal errors"),
        Failed("Sendmail", Samples, "the following addresses had permanent delivery errors"),
        Failed("Sendmail, Biglobe", Samples, "the following addresses had delivery problems"),
        Failed("Sendmail 5", Samples, "unsent message follows"),
        Failed("Sendmail 5", Samples, "transcript of session follows"),
        Failed("OpenSMTPD", "OpenSMTPD, smtpd/bounce.c", "an error has occurred while attempting to deliver a message"),
        Failed("OpenSMTPD", "OpenSMTPD, smtpd/bounce.c", "please do not reply to this e-mail"),
        Failed("SmarterMail", Samples, "could not deliver message to the following recipient"),
        Failed("MailEnable", "test mail of MailEnable's default texts", "could not be delivered to some recipients"),
        Failed("MailEnable", Samples, "the following recipient(s) could not be delivered"),
        Failed("Courier", "Courier, courier/module.dsn", "undeliverable mail"),
        Failed("DragonFly Mail Agent", "dma(8), bounce.c", "there was an error delivering your mail to"),
        Failed("Oracle Messaging Server, PMDF", Samples, "your message cannot be delivered to the following recipients"),
        Failed("Oracle Messaging Server, PMDF", Samples, "your message is being returned"),
        Failed("IMail", Samples, "unknown user:"),
        Failed("IMail", Samples, "user mailbox exceeds allowed size:"),
        Failed("IMail", Samples, "invalid final delivery userid:"),
        Failed("IMail", Samples, "delivery failed 20 attempts:"),
        Failed("IMail", Samples, "undeliverable to "),
        Failed("MailFoundry", Samples, "unable to deliver message to:"),
        Failed("MailMarshal", Samples, "the following recipients were affected:"),
        Failed("KDDI", Samples, "could not be delivered to:"),
        Failed("KDDI, EZweb", Samples, "each of the following recipients was rejected by a remote mail server"),
        Failed("EZweb", Samples, "the following recipients did not receive this message"),
        Failed("m-FILTER", Samples, "-------server message"),
        Failed("MDaemon", Samples, "did not receive a copy of your message"),
        Failed("MDaemon", Handler, "the attached message had permanent fatal delivery errors"),
        Failed("MDaemon", Mailman, "no such user here"),
        Failed("GroupWise", Mailman, "the message that you sent was undeliverable to the following"),
        Failed("Netscape, iPlanet", Mailman, "this message was undeliverable due to the following reason"),
        Failed("AOL", Mailman, "the following address(es) had delivery problems"),
        Failed("Kerio", "Kerio Connect's default texts", "your message was not delivered"),
        Failed("Seznam", Samples, "permanent failure"),
        Failed("Sieve reject", "RFC 5429, 2.1", "was automatically rejected"),
        Failed("Several", Mailman, "could not be delivered to the following"),
        Failed("Several", Mailman, "message could not be delivered"),
        Failed("Several", Mailman, "unable to deliver"),
        Failed("Several", Handler, "undeliverable message"),
        Failed("Several", Handler, "delivery failed"),
        Failed("Several", Handler, "delivery failure"),
        Failed("Several", Handler, "mail delivery failed"),
        Failed("Several", Mailman, "returned mail"),
        Failed("Several", Mailman, "mail could not be delivered"),
        Failed("Several", Handler, "undelivered mail returned to sender"),

        // The server still tries, whatever else its text says.
        Delayed("Exim", "Exim specification, 49.2", "has not yet been delivered"),
        Delayed("Exim", "Exim specification, 49.2", "no action is required on your part"),
        Delayed("Gmail, Postfix, Zoho", Samples, "this is a warning message only"),
        Delayed("Postfix", "Postfix bounce(5)", "this is a warning only"),
        Delayed("Gmail, Postfix", "Postfix bounce(5)", "you do not need to resend your message"),
        Delayed("Postfix", "Postfix bounce(5)", "could not be delivered for more than"),
        Delayed("Postfix", "Postfix bounce(5)", "it will be retried until it is"),
        Delayed("Postfix", "Postfix bounce(5)", "delayed mail (still being retried)"),
        Delayed("Gmail, Exchange", Samples, "the following recipient has been delayed"),
        Delayed("Gmail, Exchange", Samples, "delivery status notification (delay)"),
        Delayed("Exchange", Samples, "delivery to these recipients or groups is delayed"),
        Delayed("Exchange", Samples, "delivery delayed:"),
        Delayed("Zoho", Samples, "mail delivery status notification (delay)"),
        Delayed("Sendmail", "Sendmail installation guide, 5.1", "addresses had transient non-fatal errors"),
        Delayed("Sendmail", "Sendmail installation guide, 5.1", "could not send message for past"),
        Delayed("Sendmail", "Sendmail installation guide, 5.1", "will keep trying until message is"),
        Delayed("OpenSMTPD", "OpenSMTPD, smtpd/bounce.c", "delivery status notification: warning"),
        Delayed("OpenSMTPD", "OpenSMTPD, smtpd/bounce.c", "delivery status notification: delayed"),
        Delayed("OpenSMTPD", "OpenSMTPD, smtpd/bounce.c", "a message is delayed for more than"),
        Delayed("Courier", "Courier, courier/module.dsn", "delays in delivering your message"),
        Delayed("Oracle Messaging Server, PMDF", Samples, "delivery has been delayed"),
        Delayed("Stalwart", "Stalwart, smtp/src/queue/dsn.rs", "delay in message delivery"),
        Delayed("Several", Handler, "message has been delayed"),
        Delayed("Several", Handler, "will continue trying"),

        // The email arrived at the addresses below these.
        Delivered("Postfix", "Postfix bounce(5)", "was successfully delivered to the destination"),
        Delivered("Sendmail", "Sendmail installation guide, 5.1", "had successful delivery notifications"),
        Delivered("OpenSMTPD", "OpenSMTPD, smtpd/bounce.c", "was successfully delivered to these recipients"),
        Delivered("Exchange", "Microsoft Learn, delivery reports", "delivery to these recipients or groups is complete"),
        Delivered("Exchange", "Microsoft Learn, delivery reports", "your message has been delivered to the following recipients"),
        Delivered("Exchange 2003", "Microsoft Learn, delivery reports", "has been successfully relayed to the following recipients"),
        Delivered(
            "Oracle Messaging Server, PMDF",
            "PMDF system manager's guide",
            "has been successfully delivered to the following recipients"),
        DeliveredSubject("Exchange", "Microsoft Learn, delivery reports", "delivered:"),
        DeliveredSubject("Exchange", "Microsoft Learn, delivery reports", "relayed:"),
        DeliveredSubject("Exchange", "Microsoft Learn, delivery reports", "expanded:"),
        DeliveredSubject("Postfix", "Postfix bounce(5)", "successful mail delivery report"),
        DeliveredSubject("Exchange, Gmail", "Microsoft Learn, delivery reports", "delivery status notification (success)"),
        DeliveredSubject("Exchange", "Microsoft Learn, delivery reports", "delivery status notification (relay)"),
        DeliveredSubject("OpenSMTPD", "OpenSMTPD, smtpd/bounce.c", "delivery status notification: success"),
        DeliveredSubject(
            "Oracle Messaging Server, PMDF",
            "PMDF system manager's guide",
            "delivery notification: delivery has been successful"),

        // What follows is the email that comes back.
        Returned("Exim", "Exim specification, 49.1", "------ this is a copy of"),
        Returned("IONOS, GMX, WEB.DE", Samples, "--- the header of the original message is following"),
        Returned("qmail, Yahoo", "QSBMF (cr.yp.to/proto/qsbmf.txt)", "--- below this line is"),
        Returned("qmail", "QSBMF (cr.yp.to/proto/qsbmf.txt)", "--- enclosed"),
        Returned("qmail", Samples, "--- original message follows"),
        Returned("Gmail", Samples, "----- original message -----"),
        Returned("Gmail", Samples, "----- message header follows -----"),
        Returned("Exchange", Samples, "original message headers:"),
        Returned("OpenSMTPD", "OpenSMTPD, smtpd/bounce.c", "below is a copy of the original message"),
        Returned("Domino", Samples, "------- returned message"),
        Returned("Sendmail 5", Samples, "----- unsent message follows"),
        Returned("Sendmail", Samples, "----- original message follows"),
        Returned("Sendmail", Samples, "----- message header follows"),
        Returned("SmarterMail", Samples, "-- the header and top"),
        Returned("DragonFly Mail Agent, IMail", "dma(8), bounce.c", "original message follows"),
        Returned("DragonFly Mail Agent, MailEnable", "dma(8), bounce.c", "message headers follow"),
        Returned("MDaemon", Samples, "--- returned message"),
        Returned("Several", Mailman, "----- returned message"),
        Returned("Several", Mailman, "--- original message"),
        Returned("Several", Samples, "original mail as follows"),
    ];

    private static BouncePattern Failed(string product, string source, string phrase) => new(product, source, phrase, BounceMeaning.Failed);

    private static BouncePattern Delayed(string product, string source, string phrase) =>
        new(product, source, phrase, BounceMeaning.Delayed);

    private static BouncePattern Delivered(string product, string source, string phrase) =>
        new(product, source, phrase, BounceMeaning.Delivered);

    private static BouncePattern DeliveredSubject(string product, string source, string phrase) =>
        new(product, source, phrase, BounceMeaning.DeliveredSubject);

    private static BouncePattern Returned(string product, string source, string phrase) =>
        new(product, source, phrase, BounceMeaning.Returned);
}

/// <summary>What a phrase of a mail server says.</summary>
internal enum BounceMeaning
{
    /// <summary>The email could not be delivered to the addresses that follow.</summary>
    Failed,

    /// <summary>The email is not yet delivered; the server still tries.</summary>
    Delayed,

    /// <summary>The email arrived at the addresses that follow.</summary>
    Delivered,

    /// <summary>A subject that begins with it says that the email arrived; in a text the words mean nothing.</summary>
    DeliveredSubject,

    /// <summary>The email that comes back begins here.</summary>
    Returned,
}
