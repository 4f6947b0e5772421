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
        (int exitCode, string output) = Run(command, HandlikeModel.Create(), options);
        Assert.Equal(0, exitCode);
        return JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement;
    }

    /// <returns>The exit code, and what the command prints.</returns>
    /// <inheritdoc cref="Figures"/>
    public static (int ExitCode, string Output) Run(Command command, InkModel model, params string[] options)
    {
        string data = ScribbledLines.Write(Directory.CreateTempSubdirectory("hmrnnink-lines-").FullName, lines: 40);
        string path = Path.Combine(data, "model.safetensors");
        model.Save(path);
        TextWriter console = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            int exitCode = command.Strict().Parse(["--model", path, "--data", data, .. options, "--json"]).Invoke();
            return (exitCode, output.ToString());
        }
        finally
        {
            Console.SetOut(console);
            Directory.Delete(data, recursive: true);
        }
    }
}
