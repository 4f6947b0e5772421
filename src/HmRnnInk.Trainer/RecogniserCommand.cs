using System.CommandLine;
using System.Diagnostics;
using HmRnnInk.Torch.Recognition;
using static HmRnnInk.Trainer.OptionsWithDefault;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer recogniser</c>: trains the recogniser for <c>trainer legibility</c>.</summary>
internal static class RecogniserCommand
{
    public static Command Create()
    {
        var data = CommandOptions.Data();
        var json = CommandOptions.JsonLine();
        var splitBy = CommandOptions.SplitBy("line");
        var texts = CommandOptions.RequiredTranscripts();
        var output = new Option<string>("--out")
        {
            Description = "The file to write. After each epoch it has the best recogniser so far.",
            Required = true,
        }.NotEmpty();
        var hidden = Integer("--hidden", "Units per direction in each of the two layers.", 128, 1, 4096);
        var batch = Integer("--batch", "Lines per batch.", 16, minimum: 1);
        var rate = Positive("--learning-rate", "Learning rate of Adam, with a warm-up and a cosine schedule.", 4e-3);
        var epochs = CommandOptions.Epochs();
        var minutes = CommandOptions.Minutes("Budget in minutes, including evaluations. About an hour is enough on two cores.");
        var seed = WithDefault("--seed", "Seed of the weights and of the order of the lines.", 1);
        var command = new Command(
            "recogniser", "Trains a small handwriting recogniser for trainer legibility. Ctrl-C saves the best one and stops.")
        {
            data, texts, output, hidden, batch, rate, epochs, minutes, seed, splitBy, json,
        };
        CommandOptions.RequireBudget(command, epochs, minutes);
        command.SetAction(parsed =>
        {
            LineDataset dataset = LineDataset.Load(parsed.GetValue(data)!);
            var transcripts = Transcripts.Load(parsed.GetValue(texts)!);
            SplitBy by = parsed.GetValue(splitBy) ?? SplitBy.Line;
            DatasetSplit parts = dataset.Split(by: by);
            var settings = new RecogniserSettings
            {
                Hidden = parsed.GetValue(hidden),
                Alphabet = TextModeOptions.AlphabetOf(transcripts),
                Normalisation = Normalisation.Measure(parts.Train),
                DataSha256 = dataset.Sha256,
                SplitBy = by,
            };
            var training = new RecogniserTraining(settings, TranscribedLines.Of(dataset, transcripts))
            {
                Batch = parsed.GetValue(batch),
                LearningRate = parsed.GetValue(rate),
                Seed = parsed.GetValue(seed),
            };
            return Train(
                training, parts, parsed.GetValue(epochs), parsed.GetValue(minutes), parsed.GetValue(output)!, parsed.GetValue(json));
        });
        return command;
    }

    private static int Train(RecogniserTraining training, DatasetSplit parts, int? epochs, double? minutes, string output, bool json)
    {
        CommandOptions.CreateFolderOf(output);
        using var stop = new StopRequest();
        var clock = Stopwatch.StartNew();
        int passes = 0;
        using Recogniser best = training.Run(parts, ShareDone, stop.Token, (epoch, loss, result) =>
        {
            passes = epoch;
            double lowest = result.Best.Settings.ValidationCharacterErrorRate;
            Terminal.Note(
                $"epoch {epoch}: {loss:F3} nats/character, validation character error rate {result.ErrorRate:P1}, best {lowest:P1}; "
                + $"{clock.Elapsed.TotalMinutes:F1} minutes");
            if (result.IsBest) result.Best.Save(output);
        });
        if (json)
        {
            CommandOptions.WriteJson(new
            {
                output,
                passes,
                minutes = clock.Elapsed.TotalMinutes,
                validationCharacterErrorRate = best.Settings.ValidationCharacterErrorRate,
            });
        }

        return 0;

        double ShareDone(double epochsDone) => Math.Max(
            epochs is { } maximum ? epochsDone / maximum : 0, minutes is { } budget ? clock.Elapsed.TotalMinutes / budget : 0);
    }
}
