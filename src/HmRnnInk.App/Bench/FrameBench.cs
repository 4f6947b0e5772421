using System.Globalization;
using System.Text.Json;
using HmRnnInk.App.Host;
using HmRnnInk.App.Options;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Bench;

/// <summary><c>app --bench</c>: measures how long frames take on short and long pages.</summary>
internal static class FrameBench
{
    private static readonly int[] Sizes = [1_000, 10_000, 100_000];

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <param name="options">The options of the app. Those about the end of a run are ignored.</param>
    /// <exception cref="WindowUnavailableException">No window can be opened, or it was closed.</exception>
    public static void Run(AppOptions options, TextWriter output)
    {
        var rows = new List<FrameRow>();
        string renderer = "";
        foreach (int points in options.BenchPoints is { } only ? [only] : Sizes)
        {
            if (!options.Json)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"filling a page with {points:#,0} points, then measuring for {options.BenchSeconds:0} s"));
            }

            (FrameRow row, renderer) = Measure(options, points);
            rows.Add(row);
        }

        if (options.Json)
        {
            output.WriteLine(JsonSerializer.Serialize(new { Renderer = renderer, options.Width, options.Height, Rows = rows }, Format));
            return;
        }

        output.WriteLine(renderer);
        output.WriteLine("| points  | frame ms median | p99   | worst | frames/s | input to pixel ms | p99   | bytes/frame   |");
        output.WriteLine("| ------- | --------------- | ----- | ----- | -------- | ----------------- | ----- | ------------- |");
        foreach (FrameRow row in rows)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {row.Points,-7:#,0} | {row.FrameMillisecondsMedian,-15:0.0} | {row.FrameMillisecondsP99,-5:0.0} "
                + $"| {row.FrameMillisecondsWorst,-5:0.0} | {row.FramesPerSecond,-8:0.0} | {row.InputLatencyMilliseconds,-17:0.0} "
                + $"| {row.InputLatencyMillisecondsP99,-5:0.0} | {row.AllocatedBytesPerFrame,-13:#,0} |"));
        }
    }

    private static (FrameRow Row, string Renderer) Measure(AppOptions options, int points)
    {
        // The page is saved like a person's page, but into a separate folder.
        string folder = Directory.CreateTempSubdirectory("hmrnnink-bench-").FullName;
        try
        {
            var window = new BenchWindow(InkWindows.Open(options.Width, options.Height, "HmRnnInk"));
            var measured = new AppOptions
            {
                Model = options.Model,
                Engine = options.Engine,
                Settings = "off",
                Writing = new LiveSettings { Turns = TurnTaking.Delay }, // the model must write within the measurement
                Documents = folder,
                Seed = options.Seed,
                Look = options.Look,
            };
            using InkApp app = InkApp.Open(measured, window);
            var script = new BenchScript(points, options.BenchSeconds, window, app);
            script.Begin();
            app.Run();
            FrameRow row = script.Row
                ?? throw new WindowUnavailableException("The window was closed before the measurement was complete.");
            return (row, window.Renderer);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
