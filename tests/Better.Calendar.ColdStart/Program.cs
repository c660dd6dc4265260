using Better.Calendar.Benchmarks;

// Without arguments it starts both contestants in turns; with the name of one it runs that one.
if (args is [var contestant])
{
    ColdStart.RunContestant(contestant);
}
else
{
    ColdStart.Run();
}
