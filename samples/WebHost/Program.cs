using WebHost;

ProgrammeHost.Build(args).Run();
