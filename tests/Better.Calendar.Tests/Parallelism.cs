// Fixtures run in parallel, except those that use something of which a process has only one (console, current folder, fixed ports).
[assembly: Parallelizable(ParallelScope.Fixtures)]
