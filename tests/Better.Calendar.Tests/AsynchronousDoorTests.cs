using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using NodaTime;

namespace Better.Calendar.Tests;

/// <summary>
/// What a web server asks for: no synchronous I/O, memory that does not grow with the output, and an end when the client is gone.
/// </summary>
public sealed class AsynchronousDoorTests
{
    private static readonly WorkshopSeries Long = Samples.Small() with
    {
        Workshops = [.. Enumerable.Range(0, 3_000).Select(static number =>
            Samples.Workshop($"{number}") with { Start = new LocalDateTime(2027, 1, 4, 8, 0).PlusDays(number / 8).PlusHours(number % 8) })],
    };

    private static readonly InvitationEmail Email = new InvitationComposer().ComposeAll(Samples.Better(), Samples.Announced).First();

    private static readonly InvitationEmail CustomEmail =
        new InvitationComposer(new() { CustomBodies = static content => new(content.Subject, $"<p>{content.Subject}</p>") })
            .ComposeAll(Samples.Small(), Samples.Announced).First();

    private static readonly Attendance Responses = Respond(Samples.Better());

    private static readonly IcsFile File = WorkshopCalendar.Publish(Samples.Better(), "hu", Samples.Announced);

    private static readonly WritingDoor[] WritingDoors =
    [
        new(
            nameof(WorkshopCalendar),
            static () => WorkshopCalendar.Publish(Long, "hu", Samples.Announced).Bytes,
            static writer => WorkshopCalendar.PublishTo(writer, Long, "hu", Samples.Announced),
            static (stream, token) => WorkshopCalendar.PublishToAsync(stream, Long, "hu", Samples.Announced, cancellationToken: token),
            static (pipe, token) => WorkshopCalendar.PublishToAsync(pipe, Long, "hu", Samples.Announced, cancellationToken: token)),
        new(
            "Personal feed",
            static () => WorkshopCalendar.PublishFor(Long, Long.Participants[0], Samples.Announced, 15).Bytes,
            static writer => WorkshopCalendar.PublishTo(writer, Long, Long.Participants[0], Samples.Announced, 15),
            static (stream, token) =>
                WorkshopCalendar.PublishToAsync(stream, Long, Long.Participants[0], Samples.Announced, 15, cancellationToken: token),
            static (pipe, token) =>
                WorkshopCalendar.PublishToAsync(pipe, Long, Long.Participants[0], Samples.Announced, 15, cancellationToken: token)),
        new(nameof(IcsFile), static () => File.Bytes, File.WriteTo, File.WriteToAsync, File.WriteToAsync),
        new("Email", static () => Email.Bytes, Email.WriteTo, Email.WriteToAsync, Email.WriteToAsync),
        new("Custom email", static () => CustomEmail.Bytes, CustomEmail.WriteTo, CustomEmail.WriteToAsync, CustomEmail.WriteToAsync),
        new(
            nameof(SeriesDocument),
            static () => Encoding.UTF8.GetBytes(SeriesDocument.Write(Long)),
            static writer => SeriesDocument.Write(Long, writer),
            static (stream, token) => SeriesDocument.WriteAsync(Long, stream, cancellationToken: token),
            static (pipe, token) => SeriesDocument.WriteAsync(Long, pipe, cancellationToken: token)),
        new(
            nameof(AttendanceDocument),
            static () => Encoding.UTF8.GetBytes(AttendanceDocument.Write(Responses)),
            static writer => AttendanceDocument.Write(Responses, writer),
            static (stream, token) => AttendanceDocument.WriteAsync(Responses, stream, token),
            static (pipe, token) => AttendanceDocument.WriteAsync(Responses, pipe, token)),
    ];

    private static readonly ReadingDoor[] ReadingDoors =
    [
        new(
            nameof(SeriesDocument),
            Encoding.UTF8.GetBytes(SeriesDocument.Write(Samples.Better())),
            static stream => SeriesDocument.Read(stream),
            static async (stream, token) => await SeriesDocument.ReadAsync(stream, cancellationToken: token)),
        new(
            nameof(AttendanceDocument),
            Encoding.UTF8.GetBytes(AttendanceDocument.Write(Responses)),
            static stream => AttendanceDocument.Read(stream),
            static async (stream, token) => await AttendanceDocument.ReadAsync(stream, token)),
        new(
            nameof(ParticipantList),
            Encoding.UTF8.GetBytes("name;email\nZoltán Őri;zoltan@guest.example\n"),
            static stream => ParticipantList.Read(stream, Samples.Small()),
            static async (stream, token) => await ParticipantList.ReadAsync(stream, Samples.Small(), cancellationToken: token)),
        new(
            nameof(ReplyReader),
            System.IO.File.ReadAllBytes(Repository.File("samples/ReadReplies/Mails/01-apple-accepted.eml")),
            static stream => ReplyReader.Read(stream, Samples.Better()),
            static async (stream, token) => await ReplyReader.ReadAsync(stream, Samples.Better(), cancellationToken: token)),
        new(
            nameof(InvitationValidator),
            Email.Bytes.ToArray(),
            static stream => Describe(InvitationValidator.ValidateEmail(stream)),
            static async (stream, token) => Describe(await InvitationValidator.ValidateEmailAsync(stream, cancellationToken: token))),
    ];

    [TestCaseSource(nameof(WritingDoors))]
    public async Task A_stream_gets_the_same_bytes_in_small_pieces_and_never_synchronously(WritingDoor door)
    {
        using var stream = new AsynchronousStream();
        await door.ToStream(stream, CancellationToken.None);

        Assert.That(stream.Written, Is.EqualTo(door.Expected().ToArray()));
        Assert.That(stream.LongestWrite, Is.LessThan(64 * 1024));
    }

    [TestCaseSource(nameof(WritingDoors))]
    public void A_buffer_writer_gets_the_same_bytes(WritingDoor door)
    {
        var writer = new ArrayBufferWriter<byte>();
        door.ToWriter(writer);

        Assert.That(writer.WrittenMemory.ToArray(), Is.EqualTo(door.Expected().ToArray()));
    }

    [TestCaseSource(nameof(WritingDoors))]
    public async Task A_pipe_gets_the_same_bytes_and_waits_for_its_reader(WritingDoor door)
    {
        var pipe = new Pipe(new(pauseWriterThreshold: 4096, resumeWriterThreshold: 2048));
        var writing = WriteAsync();
        var received = new MemoryStream();
        var longest = 0L;
        while (await pipe.Reader.ReadAsync() is { } read && (read.Buffer.Length > 0 || !read.IsCompleted))
        {
            longest = Math.Max(longest, read.Buffer.Length);
            received.Write(read.Buffer.ToArray());
            pipe.Reader.AdvanceTo(read.Buffer.End);
        }

        await writing;
        Assert.That(received.ToArray(), Is.EqualTo(door.Expected().ToArray()));
        Assert.That(longest, Is.LessThan(64 * 1024));

        async Task WriteAsync()
        {
            await door.ToPipe(pipe.Writer, CancellationToken.None);
            await pipe.Writer.CompleteAsync();
        }
    }

    [TestCaseSource(nameof(WritingDoors))]
    public async Task A_pipe_whose_reader_is_gone_ends_the_writing(WritingDoor door)
    {
        var pipe = new Pipe(new(pauseWriterThreshold: 4096, resumeWriterThreshold: 2048));
        await pipe.Reader.CompleteAsync();

        Assert.That(() => door.ToPipe(pipe.Writer, CancellationToken.None), Throws.Nothing);
    }

    [TestCaseSource(nameof(WritingDoors))]
    public void What_is_canceled_before_it_begins_writes_nothing(WritingDoor door)
    {
        using var stream = new AsynchronousStream();
        var canceled = new CancellationToken(canceled: true);

        Assert.That(() => door.ToStream(stream, canceled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => door.ToPipe(new Pipe().Writer, canceled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(stream.Written, Is.Empty);
    }

    [TestCase(0)]
    [TestCase(4)]
    public void A_client_that_goes_away_ends_the_writing_of_a_long_output(int door)
    {
        using var source = new CancellationTokenSource();
        using var stream = new AsynchronousStream { OnWrite = source.Cancel };

        Assert.That(() => WritingDoors[door].ToStream(stream, source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(stream.Written, Has.Length.InRange(1, 64 * 1024));
    }

    [Test]
    public async Task An_email_is_right_although_another_is_written_meanwhile()
    {
        var emails = new InvitationComposer().ComposeAll(Samples.Better(), Samples.Announced).ToList();
        var streams = emails.Select(static _ => new AsynchronousStream()).ToList();

        await Task.WhenAll(emails.Zip(streams, static (email, stream) => email.WriteToAsync(stream)));

        Assert.That(streams.Select(static stream => stream.Written), Is.EqualTo(emails.Select(static email => email.Bytes.ToArray())));
    }

    [Test]
    public void Errors_of_a_series_are_thrown_before_anything_is_written()
    {
        var small = Samples.Small();
        using var stream = new AsynchronousStream();

        Assert.That(
            () =>
            {
                _ = WorkshopCalendar.PublishToAsync(
                    stream,
                    small with { Workshops = [small.Workshops[0], small.Workshops[0]] },
                    "en",
                    Samples.Announced);
            },
            Throws.TypeOf<InvalidSeriesException>());
        Assert.That(stream.Written, Is.Empty);
    }

    [TestCaseSource(nameof(ReadingDoors))]
    public async Task A_stream_is_read_in_whatever_pieces_it_comes_and_never_synchronously(ReadingDoor door)
    {
        using var expected = new MemoryStream(door.Content);
        using var stream = new AsynchronousStream(door.Content);

        Assert.That(await door.FromStreamAsync(stream, CancellationToken.None), Is.EqualTo(door.FromStream(expected)));
    }

    [TestCaseSource(nameof(ReadingDoors))]
    public void A_client_that_goes_away_ends_the_reading(ReadingDoor door)
    {
        using var source = new CancellationTokenSource();
        using var stream = new AsynchronousStream(door.Content) { OnRead = source.Cancel };

        Assert.That(() => door.FromStreamAsync(stream, source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(stream.Position, Is.LessThan(door.Content.Length));
    }

    [Test]
    public void The_errors_of_what_is_read_are_the_same()
    {
        var invalid = """{ "id": "a b", "domain": 1, "nobody": true }"""u8.ToArray();
        var list = "name\nAnna\n"u8.ToArray();
        byte[] latin = [.. "name;email\nKov"u8, 0xE1, .. "cs;k@guest.example"u8];

        Check(static async stream => await SeriesDocument.ReadAsync(stream), static stream => SeriesDocument.Read(stream), invalid);
        Check(static async stream => await AttendanceDocument.ReadAsync(stream), static stream => AttendanceDocument.Read(stream), invalid);
        Check(static async stream => await AttendanceDocument.ReadAsync(stream), static stream => AttendanceDocument.Read(stream), "{"u8);
        foreach (var csv in new[] { list, latin })
        {
            Check(
                static async stream => await ParticipantList.ReadAsync(stream, Samples.Small()),
                static stream => ParticipantList.Read(stream, Samples.Small()),
                csv);
        }

        static void Check(Func<Stream, Task<object>> read, Func<Stream, object> expected, ReadOnlySpan<byte> content)
        {
            using var stream = new AsynchronousStream(content.ToArray());
            using var same = new MemoryStream(content.ToArray());
            var problem = Assert.Throws<InvalidSeriesException>(() => expected(same))!;
            Assert.That(
                () => read(stream),
                Throws.TypeOf<InvalidSeriesException>().With.Property(nameof(InvalidSeriesException.Errors)).EqualTo(problem.Errors));
        }
    }

    [Test]
    public async Task A_mail_over_the_limit_is_not_read_to_its_end()
    {
        using var stream = new AsynchronousStream(new byte[1_000_000]);
        var policy = new ReplyPolicy { Limits = new() { MaxBytes = 1000 } };

        Assert.That(
            await ReplyReader.ReadAsync(stream, Samples.Small(), policy),
            Is.InstanceOf<UnrecognizedMail>().With.Property(nameof(UnrecognizedMail.Reason)).EqualTo(UnrecognizedReason.TooLarge));
        Assert.That(stream.Position, Is.LessThan(200_000));
    }

    private static Attendance Respond(WorkshopSeries series) => series.Participants.Aggregate(
        Attendance.Empty,
        (attendance, participant) => attendance.WithRsvpPageResponse(
            series,
            series.WorkshopsOf(participant).First(),
            participant,
            ParticipationStatus.Accepted,
            Samples.Announced));

    private static string Describe(ValidationReport report) => string.Join("\n", report.Findings);

    public sealed record WritingDoor(
        string Name,
        Func<ReadOnlyMemory<byte>> Expected,
        Action<IBufferWriter<byte>> ToWriter,
        Func<Stream, CancellationToken, Task> ToStream,
        Func<PipeWriter, CancellationToken, Task> ToPipe)
    {
        public override string ToString() => Name;
    }

    public sealed record ReadingDoor(
        string Name,
        byte[] Content,
        Func<Stream, object> FromStream,
        Func<Stream, CancellationToken, Task<object>> FromStreamAsync)
    {
        public override string ToString() => Name;
    }

    /// <summary>Throws on synchronous I/O, as Kestrel does; reads come in small pieces, and each write ends later.</summary>
    private sealed class AsynchronousStream(byte[]? content = null) : Stream
    {
        private readonly MemoryStream inner = content is null ? new() : new(content);

        public Action? OnWrite { get; init; }

        public Action? OnRead { get; init; }

        public int LongestWrite { get; private set; }

        public byte[] Written => inner.ToArray();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override void Flush() => throw Synchronous();

        public override int Read(byte[] buffer, int offset, int count) => throw Synchronous();

        public override void Write(byte[] buffer, int offset, int count) => throw Synchronous();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        // As the streams of .NET do, it looks at the token when an operation begins.
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            OnRead?.Invoke();
            return inner.Read(buffer.Span[..Math.Min(buffer.Length, 7 + ((int)inner.Position / 3))]);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            LongestWrite = Math.Max(LongestWrite, buffer.Length);
            inner.Write(buffer.Span);
            OnWrite?.Invoke();
        }

        private static InvalidOperationException Synchronous() => new("Synchronous operations are disallowed.");
    }
}
