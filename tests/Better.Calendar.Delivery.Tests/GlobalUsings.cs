global using Better.Calendar.Tests;
global using Better.Calendar.Tests.Peers;
