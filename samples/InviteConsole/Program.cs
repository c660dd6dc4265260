using System.Text;
using InviteConsole;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return ConsoleProgram.Run(args, Console.Out, Console.Error);
