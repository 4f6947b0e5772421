using System.CommandLine;
using HmRnnInk.Trainer;

var root = new RootCommand("Trains and examines the handwriting models of HmRnnInk.") { TrainCommand.Create(), EvaluateCommand.Create() };
return root.Parse(args).Invoke(new() { EnableDefaultExceptionHandler = false });
