using Better.Calendar.Benchmarks;

// Without a word it starts both contestants in turns; with the name of one it is that one.
if (args is [var contestant])
{
    ColdStart.Be(contestant);
}
else
{
    ColdStart.Run();
}
