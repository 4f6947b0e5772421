using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Tests;

public sealed class SplitByTests(SplitByTests.Models models) : IClassFixture<SplitByTests.Models>
{
    private const string Warning = "trained on data split by line; when split by form";

    [Fact]
    public void Metadata_RecordsTheSplit()
    {
        Assert.Equal(SplitBy.Form, InkModel.LoadMetadata(models.ByForm).Training!.SplitBy);
        Assert.Equal(SplitBy.Line, InkModel.LoadMetadata(models.ByLine).Training!.SplitBy);
        // 90 % of 60 lines are 54, for forms of three lines too.
        Assert.Equal(54, InkModel.LoadMetadata(models.ByForm).Training!.TrainLines);
    }

    [Theory]
    [InlineData("evaluate", "--engine", "simd")]
    [InlineData("boundaries")]
    [InlineData("freerun", "--biases", "1")]
    [InlineData("probe", "--fit-lines", "10")]
    public void Commands_SplitAsInTheModelsTraining_AndWarnAboutAnotherSplit(params string[] command)
    {
        TrainerProgram.Result own = Run(models.ByForm, command), same = Run(models.ByForm, [.. command, "--split-by", "form"]);
        TrainerProgram.Result byLine = Run(models.ByLine, command), other = Run(models.ByLine, [.. command, "--split-by", "form"]);

        Assert.All([own, same, byLine, other], result => Assert.True(result.ExitCode == 0, result.Errors));
        Assert.Equal(
            ["form", "form", "line", "form"],
            new[] { own, same, byLine, other }.Select(result => result.Json.GetProperty("splitBy").GetString()));
        Assert.Equal(own.Json.ToString(), same.Json.ToString());
        Assert.All([own, same, byLine], result => Assert.DoesNotContain("warning", result.Errors));
        Assert.Contains(Warning, other.Errors);
    }

    [Fact]
    public void TrainingFromAModel_UsesItsSplit()
    {
        string run = Path.Combine(models.Folder, "further");
        TrainerProgram.Result result = models.Train(run, "--from", models.ByForm);
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.DoesNotContain("split by", result.Errors);
        Assert.Equal(SplitBy.Form, InkModel.LoadMetadata(Path.Combine(run, "last.safetensors")).Training!.SplitBy);

        TrainerProgram.Result other = models.Train(Path.Combine(models.Folder, "other"), "--from", models.ByForm, "--split-by", "line");
        Assert.Contains("the model was trained on data split by form", other.Errors);
    }

    [Fact]
    public void SplitBy_IsNotAllowedForTexts()
    {
        TrainerProgram.Result result = TrainerProgram.Run(
            models.Folder, "evaluate", "--model", "x", "--characters", "x", "--split-by", "form");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--split-by", result.Errors + result.Output);
    }

    private TrainerProgram.Result Run(string model, string[] command) =>
        TrainerProgram.Run(models.Folder, [command[0], "--model", model, "--data", models.Lines.Folder, "--json", .. command[1..]]);

    /// <summary>Two models that are trained on the same lines, split by form and by line. A form has three lines.</summary>
    public sealed class Models : IDisposable
    {
        public Models()
        {
            foreach (string by in (string[])["form", "line"])
            {
                TrainerProgram.Result result = Train(Path.Combine(Folder, by), "--split-by", by);
                Assert.True(result.ExitCode == 0, result.Errors);
            }
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("hmrnnink-split-").FullName;

        public string ByForm => Path.Combine(Folder, "form", "last.safetensors");

        public string ByLine => Path.Combine(Folder, "line", "last.safetensors");

        internal ScribbledLines Lines { get; } = new(60, linesPerForm: 3);

        internal TrainerProgram.Result Train(string run, params string[] arguments) => TrainerProgram.Run(
            Folder,
            ["train", "--data", Lines.Folder, "--run", run, "--layers", "2", "--hidden", "8", "--epochs", "1", .. arguments]);

        public void Dispose()
        {
            Lines.Dispose();
            Directory.Delete(Folder, recursive: true);
        }
    }
}
