// Fixtures run side by side. Those that use what a process has only once (console, current folder, fixed ports) are [NonParallelizable].
[assembly: Parallelizable(ParallelScope.Fixtures)]
