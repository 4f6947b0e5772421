namespace HmRnnInk.Trainer.Tests;

public sealed class SplitByTests(SplitByTests.Models models) : IClassFixture<SplitByTests.Models>
{
    private const string Warning = "trained on data split by line; when split by form";

    [Fact]
    public void Metadata_RecordsTheSplit()
    {
        Assert.Equal(SplitBy.Form, models.Load("form").Metadata.Training!.SplitBy);
        Assert.Equal(SplitBy.Line, models.Load("line").Metadata.Training!.SplitBy);
        // 90 % of 60 lines are 54, for forms of three lines too.
        Assert.Equal(54, models.Load("form").Metadata.Training!.TrainLines);
    }

    [Theory]
    [InlineData("evaluate", "--engine", "simd")]
    [InlineData("boundaries")]
    [InlineData("freerun", "--biases", "1")]
    [InlineData("probe", "--fit-lines", "10")]
    public void Commands_SplitAsInTheModelsTraining_AndWarnAboutAnotherSplit(params string[] command)
    {
        TrainerProgram.Result own = Run("form", command), same = Run("form", [.. command, "--split-by", "form"]);
        TrainerProgram.Result byLine = Run("line", command), other = Run("line", [.. command, "--split-by", "form"]);

        Assert.Equal(
            ["form", "form", "line", "form"],
            new[] { own, same, byLine, other }.Select(result => result.Json.Text("splitBy")));
        Assert.Equal(own.Json.ToString(), same.Json.ToString());
        Assert.All([own, same, byLine], result => Assert.DoesNotContain("warning", result.Errors));
        Assert.Contains(Warning, other.Errors);
    }

    [Fact]
    public void TrainingFromAModel_UsesItsSplit()
    {
        TrainerProgram.Result result = models.TrainOnce("further", "--from", models.LastModel("form")).AssertSuccess();
        Assert.DoesNotContain("split by", result.Errors);
        Assert.Equal(SplitBy.Form, models.Load("further").Metadata.Training!.SplitBy);

        TrainerProgram.Result other = models.TrainOnce("other", "--from", models.LastModel("form"), "--split-by", "line");
        Assert.Contains("the model was trained on data split by form", other.Errors);
    }

    private TrainerProgram.Result Run(string model, string[] command) =>
        models.RunOn(model, command[0], ["--json", .. command[1..]]);

    /// <summary>Two models that are trained on the same lines, split by form and by line. A form has three lines.</summary>
    public sealed class Models : TrainedRuns
    {
        public Models()
            : base(lines: 60, linesPerForm: 3)
        {
            TrainOnce("form", "--split-by", "form").AssertSuccess();
            TrainOnce("line", "--split-by", "line").AssertSuccess();
        }

        internal TrainerProgram.Result TrainOnce(string run, params string[] options) =>
            TrainExactly(run, ["--layers", "2", "--hidden", "8", "--epochs", "1", .. options]);
    }
}
