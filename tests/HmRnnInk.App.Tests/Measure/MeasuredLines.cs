using System.CommandLine;
using System.Text.Json;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.Arguments;
using HmRnnInk.Trainer.Tests;

namespace HmRnnInk.App.Tests.Measure;

/// <summary>Runs a measuring command with a random model on scribbled lines.</summary>
internal static class MeasuredLines
{
    /// <param name="options">Options of the command besides the model and the data.</param>
    /// <returns>The figures that the command prints.</returns>
    public static JsonElement Figures(Command command, params string[] options)
    {
        string data = ScribbledLines.Write(Directory.CreateTempSubdirectory("hmrnnink-lines-").FullName, lines: 40);
        string model = HandlikeModel.SaveIn(data);
        TextWriter console = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            Assert.Equal(0, command.Strict().Parse(["--model", model, "--data", data, .. options, "--json"]).Invoke());
        }
        finally
        {
            Console.SetOut(console);
            Directory.Delete(data, recursive: true);
        }

        return JsonDocument.Parse(output.ToString().TrimEnd().Split('\n')[^1]).RootElement;
    }
}
