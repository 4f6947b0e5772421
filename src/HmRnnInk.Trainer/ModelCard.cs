using System.Globalization;
using System.Text;
using HmRnnInk.Model;
using HmRnnInk.Torch.Training;

namespace HmRnnInk.Trainer;

/// <summary>What a user of a model must know, as Markdown; every figure comes from the model's file or from an evaluation of it.</summary>
public static class ModelCard
{
    /// <param name="model">As it is shipped.</param>
    /// <param name="fileName">Of the model; pictures lie beside it under the same name.</param>
    /// <param name="options">Of the run.</param>
    /// <param name="validation">Of the shipped file.</param>
    /// <param name="test">Of the shipped file.</param>
    /// <param name="unrounded">Of the float32 weights that the file's were rounded from, on the validation part; null where they are the same.</param>
    /// <param name="alone">What the shipped file writes when it is left alone; null where there are no second halves to hold it against.</param>
    public static string Write(
        InkModel model, string fileName, TrainingOptions options, ModelEvaluation validation, ModelEvaluation test, ModelEvaluation? unrounded, FreeRunMeasurement? alone)
    {
        ModelMetadata metadata = model.Metadata;
        ModelConfig config = model.Config;
        TrainingRecord training = metadata.Training!;
        string name = Path.GetFileNameWithoutExtension(fileName);
        var card = new StringBuilder();
        Line($"# {name}");
        Line($"");
        Line($"A {config.Layers}-layer {(config.Cell == Cell.HmLstm ? "Hierarchical Multiscale LSTM" : "LSTM")} that writes handwriting: {config.Hidden} units a layer, {config.Components} mixture components, {config.ParameterCount():N0} parameters.");
        Line($"");
        Line($"![What it writes from nothing, from wild to neat]({name}.samples.png)");
        Line($"");
        Line($"## Figures");
        Line($"");
        Line($"Log-likelihood of this file's weights, in nats; made by");
        Line($"`trainer evaluate --model models/{fileName} --data lineStrokes-all.tar.gz --split test --json`.");
        Line($"");
        Line($"| part | lines | points | a sequence, as is | a sequence, dequantised | a point, as is |");
        Line($"|---|---|---|---|---|---|");
        foreach ((ModelEvaluation? part, string weights) in new[] { (unrounded, ", before rounding"), (validation, ""), (test, "") })
        {
            if (part is not null)
                Line($"| {part.Split}{weights} | {part.AsIs.Sequences} | {part.AsIs.Points} | {part.AsIs.NatsPerSequence:F1} | {part.Dequantised.NatsPerSequence:F1} | {part.AsIs.NatsPerPoint:F4} |");
        }

        Line($"");
        Line($"Unit: offsets less their mean, over the training part's deviations ({metadata.Normalisation.DeviationX:F3}, {metadata.Normalisation.DeviationY:F3}) IAM units; σ floor {metadata.SigmaFloor:F5} deviations. Dequantised: uniform noise of ±0.5 raw units on the points, so that nothing is gained by sitting on the whiteboard's integer lattice.");
        Line($"");
        if (config.Cell == Cell.HmLstm) Layers(test.AsIs);
        if (alone is not null) Alone(alone);
        Line($"## How it was trained");
        Line($"");
        Line($"- {training.TrainingMinutes:F0} minutes, {training.PointsSeen / 1e6:F1} million points, {training.Epochs:F1} passes over {training.TrainLines} lines; seed {training.Seed}, split seed {training.SplitSeed}; slope {metadata.Slope:F3}; code {training.CodeVersion}.");
        Line($"- Data split by {ModelEvaluation.Name(training.SplitBy)}.");
        if (training.StartedFrom is { } start)
            Line($"- Started from {start.Model}, which had seen {start.PointsSeen / 1e6:F1} million points in {start.Minutes:F0} minutes{(start.Hidden < config.Hidden ? $"; widened from {start.Hidden} units to {config.Hidden} without changing what it computed" : "")}.");
        Line($"- Batches of {options.Batch} lines, {(options.Window == 0 ? "whole lines" : $"windows of {options.Window} steps")}; Adam at {options.LearningRate}{LayerShares(options, config)}, {options.Schedule.ToString().ToLowerInvariant()} schedule, gradient norm at most {options.ClipNorm}{(options.WeightAverage > 0 ? $"; moving average of the weights, {Number(options.WeightAverage)} of it kept in an update" : "")}; {(options.Dequantise ? "points dequantised anew in each pass" : "points as recorded")}, lines stretched by up to {options.LineScaling:P0}.");
        if (config.Cell == Cell.HmLstm) Line($"- Boundary detectors at {options.DetectorRateShare} of the rate{Prior(options)}.");
        if (config.TextWindow is { } window)
        {
            string advance = window.Advance == WindowAdvance.Steps ? "that moves at each step" : "that moves at the boundaries of the first layer";
            Line($"- It writes a given text, through a window of {window.Components} Gaussians {advance}, of {window.Alphabet.Length - 1} characters: {options.TextWholeShare:P0} of the lines were given their whole text, {options.TextNoneShare:P0} none, and the others the text behind a word gap.");
        }

        Line($"- The curve, from `{name}.metrics.jsonl`: ![curve]({name}.curve.png)");
        Line($"");
        Line($"## Data and licence");
        Line($"");
        Line($"IAM-OnDB (sha256 of its archive: `{training.DataSha256}`): M. Liwicki and H. Bunke, IAM On-Line Handwriting Database, University of Bern. The database is for non-commercial research only and is not part of this project; a model fitted to it should be used in the same spirit. It has seen whiteboard writing in English by some 200 people and no other script. It does not imitate a person's hand, and nothing it writes is anybody's statement.");
        return card.ToString();

        static string LayerShares(TrainingOptions options, ModelConfig config)
        {
            IEnumerable<double> shares = Enumerable.Range(0, config.Layers).Select(options.LayerRateShare);
            return shares.All(share => share == 1) ? "" : $" (times {string.Join(", ", shares.Select(share => share.ToString(CultureInfo.InvariantCulture)))} in the layers, lowest first)";
        }

        static string Prior(TrainingOptions options)
        {
            string text = "";
            if (options.BoundaryRates.Any(rate => rate > 0))
                text += $"; a prior of weight {Number(options.BoundaryRateWeight)} draws boundary rates to {string.Join(" and ", options.BoundaryRates.Select(Number))}, lowest layer first";
            if (options.TaughtBoundaries.Count > 0)
                text += $"; taught by the rules {string.Join(" and ", options.TaughtBoundaries)}, lowest layer first, at {Number(options.TaughtBoundaryWeight)} nats an error{(options.TaughtShare < 1 ? FormattableString.Invariant($" in the first {options.TaughtShare:P0} of the run") : "")}";
            return text;
        }

        static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

        void Alone(FreeRunMeasurement alone)
        {
            Line($"## Left alone");
            Line($"");
            Line($"What it writes behind the first halves of {alone.Lines} lines of the {alone.Split} part, as many points as the hand wrote there, one draw each; made by");
            Line($"`trainer freerun --model models/{fileName} --data lineStrokes-all.tar.gz`.");
            Line($"");
            Line($"| written by | pens that come to rest | mean step | points a stroke | stroke height | way between strokes | step, turn, points, height, way: unlike the hand's |");
            Line($"|---|---|---|---|---|---|---|");
            foreach (FreeRunRow row in alone.Rows)
            {
                string writer = row.Bias is { } bias ? FormattableString.Invariant($"model, bias {bias}") : "hand";
                IEnumerable<double?> distances = (row.Bias is null ? alone.FirstHalvesToSecond : row.Distances).Values;
                Line($"| {writer} | {row.RestingShare:P1} | {row.MeanStep:F1} | {row.PointsPerStroke:F1} | {row.StrokeHeight:F0} | {row.Lift:F0} | {string.Join(", ", distances.Select(distance => distance?.ToString("F2", CultureInfo.InvariantCulture)))} |");
            }

            Line($"");
            Line($"Lengths in IAM units. A pen rests whose steps have a mean below 1.5; it writes no further. Unlike: Kolmogorov and Smirnov's distance, 0 for alike to 1 for apart; in the hand's row, of its first halves, so that nothing can be expected to be much nearer.");
            Line($"");
        }

        void Layers(EvaluationResult result)
        {
            Line($"| layer | boundary rate | UPDATE | COPY | FLUSH |");
            Line($"|---|---|---|---|---|");
            for (int layer = 0; layer < config.Layers; layer++)
                Line($"| {layer + 1} | {result.BoundaryRates[layer]:F3} | {result.UpdateShares[layer]:F3} | {result.CopyShares[layer]:F3} | {result.FlushShares[layer]:F3} |");
            Line($"");
            Line($"Shares of the steps of the test part. The top layer has no detector.");
            Line($"");
        }

        void Line(FormattableString text) => card.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
