using System.Text;
using HmRnnInk.Torch.Training;

namespace HmRnnInk.Trainer;

/// <summary>Writes a model card in Markdown. All figures are from the model's metadata or from its evaluation.</summary>
internal static class ModelCard
{
    /// <summary>Maximum number of lines on which legibility is measured, from the first line of the part.</summary>
    public const int LegibilityLines = 200;

    /// <param name="model">The published model.</param>
    /// <param name="fileName">The model's file name. Pictures are next to it under the same name.</param>
    /// <param name="options">Options of the training run.</param>
    /// <param name="validation">Evaluation of the published file.</param>
    /// <param name="test">Evaluation of the published file; null if the data are too few for a test part.</param>
    /// <param name="unrounded">Validation of the float32 weights before rounding; null if the file has float32 weights.</param>
    /// <param name="generated">Statistics of generated ink; null if no line has a second half to compare with.</param>
    /// <param name="legibility">How well texts that the model writes can be read; null if this was not measured.</param>
    /// <param name="data">What the card says about the data.</param>
    public static string Write(
        InkModel model,
        string fileName,
        TrainingOptions options,
        ModelEvaluation validation,
        ModelEvaluation? test,
        ModelEvaluation? unrounded,
        FreeRunMeasurement? generated,
        IReadOnlyList<LegibilityRow>? legibility,
        CardData data)
    {
        ModelMetadata metadata = model.Metadata;
        ModelConfig config = model.Config;
        string name = Path.GetFileNameWithoutExtension(fileName), link = Uri.EscapeDataString(name);
        string file = fileName.Contains(' ') ? $"\"models/{fileName}\"" : $"models/{fileName}";
        string cell = config.Cell == Cell.HmLstm ? "Hierarchical Multiscale LSTM" : "LSTM";
        (float x, float y) = (metadata.Normalisation.DeviationX, metadata.Normalisation.DeviationY);
        var card = new StringBuilder();
        Line($"# {name}");
        Line($"");
        Line($"A {config.Layers}-layer {cell} that generates handwriting: {config.Hidden} units per layer, ");
        Continue($"{config.Components} mixture components, {config.ParameterCount():N0} parameters.");
        Line($"");
        Line($"![Unprimed samples with increasing bias]({link}{PublishedFiles.Samples})");
        Line($"");
        Line($"## Results");
        Line($"");
        Line($"Log-likelihood of the weights in this file, in nats; higher is better. Made by");
        Line($"`trainer evaluate --model {file} --data {metadata.Training!.Data} --split {(test ?? validation).Split} --json`.");
        Line($"");
        Line($"| part | lines | points | per sequence, as recorded | per sequence, dequantised | per point, as recorded |");
        Line($"|---|---|---|---|---|---|");
        if (unrounded is not null) Results(unrounded, ", before rounding");
        Results(validation, "");
        if (test is not null) Results(test, "");
        Line($"");
        Line($"The densities are of offsets minus their mean, divided by the standard deviations of the training part, ");
        Continue($"({x:F3}, {y:F3}) IAM units. The minimum σ of a mixture component is {metadata.SigmaFloor:F5}. ");
        Continue($"Dequantised: with uniform noise of ±0.5 raw units on the points, so that a model gains nothing by predicting the ");
        Continue($"whiteboard's integer coordinates.");
        Line($"");
        if (config.Cell == Cell.HmLstm) Layers(test ?? validation);
        if (legibility is not null) Texts(legibility, test ?? validation);
        if (generated is not null) Generated(generated);
        Training(metadata.Training!);
        Line($"## Data and licence");
        Line($"");
        card.Append(data.ToMarkdown(metadata.Training!));
        return card.ToString();

        void Results(ModelEvaluation part, string weights)
        {
            (EvaluationResult recorded, EvaluationResult dequantised) = (part.AsRecorded, part.Dequantised);
            Line($"| {part.Split}{weights} | {recorded.Sequences} | {recorded.Points} ");
            Continue($"| {recorded.NatsPerSequence:F1} | {dequantised.NatsPerSequence:F1} | {recorded.NatsPerPoint:F4} |");
        }

        void Layers(ModelEvaluation part)
        {
            EvaluationResult result = part.AsRecorded;
            Line($"| layer | boundary rate | UPDATE | COPY | FLUSH |");
            Line($"|---|---|---|---|---|");
            for (int layer = 0; layer < config.Layers; layer++)
            {
                Line($"| {layer + 1} | {result.BoundaryRates[layer]:F3} | {result.UpdateShares[layer]:F3} ");
                Continue($"| {result.CopyShares[layer]:F3} | {result.FlushShares[layer]:F3} |");
            }

            Line($"");
            Line($"Shares of the steps of the {part.Split} part. The top layer has no boundary detector.");
            Line($"");
        }

        void Texts(IReadOnlyList<LegibilityRow> rows, ModelEvaluation part)
        {
            (EvaluationResult with, EvaluationResult without) = (part.Texts!.With, part.Texts.Without);
            string inputs = $"--model {file} --data {metadata.Training!.Data} --text ascii-all.tar.gz --split {part.Split}";
            Line($"## Given texts");
            Line($"");
            Line($"Log-likelihood of the {with.Sequences} lines of the {part.Split} part that have a text, in nats per sequence, ");
            Continue($"dequantised; higher is better. Made by");
            Line($"`trainer evaluate {inputs} --json`.");
            Line($"");
            Line($"| with the text of the line | without |");
            Line($"|---|---|");
            Line($"| {with.NatsPerSequence:F1} | {without.NatsPerSequence:F1} |");
            Line($"");
            LegibilityRow[] whole = [.. rows.Where(row => !row.Primed)], halves = [.. rows.Where(row => row.Primed)];
            Line($"How well texts can be read that people or the model wrote: {whole[0].Lines} whole lines, and {halves[0].Lines} second ");
            Continue($"halves, which the model wrote after a person's first half. A recogniser reads them; it makes errors of its own, ");
            Continue($"so compare with the first row. Lower is better. Made by");
            Line($"`trainer legibility {inputs} --recogniser models/recogniser/iam-ondb.recogniser ");
            Continue($"--lines {LegibilityLines}`.");
            Line($"");
            Line($"| written by | whole lines: character error rate | with a missing or extra word | unfinished ");
            Continue($"| second halves: character error rate | with a missing or extra word | unfinished |");
            Line($"|---|---|---|---|---|---|---|");
            foreach ((LegibilityRow line, LegibilityRow half) in whole.Zip(halves))
            {
                string writer = line.Bias is { } bias ? $"model, bias {bias}" : "person";
                Line($"| {writer} | {Errors(line)} | {Errors(half)} |");
            }

            Line($"");
        }

        static string Errors(LegibilityRow row) => $"{row.CharacterErrorRate:P1} | {row.WordFaultShare:P1} | {row.UnfinishedShare:P1}";

        void Generated(FreeRunMeasurement measured)
        {
            Line($"## Generated ink");
            Line($"");
            Line($"Statistics of the ink with which the model continues the first halves of {measured.Lines} lines of the ");
            Continue($"{measured.Split} part, one sample each, with as many points as the person's second half. Made by");
            Line($"`trainer freerun --model {file} --data {metadata.Training!.Data}`.");
            Line($"");
            Line($"| written by | lines that come to rest | mean step | points per stroke | stroke height | pen-up distance ");
            Continue($"| KS distance of step, turn, points, height, pen-up distance |");
            Line($"|---|---|---|---|---|---|---|");
            foreach (FreeRunRow row in measured.Rows)
            {
                string writer = row.Bias is { } bias ? $"model, bias {bias}" : "person";
                IEnumerable<double?> distances = (row.Bias is null ? measured.FirstHalvesToSecond : row.Distances).Values;
                string formatted = string.Join(", ", distances.Select(distance => distance?.ToString("F2")));
                Line($"| {writer} | {row.RestingShare:P1} | {row.MeanStep:F1} | {row.PointsPerStroke:F1} | {row.StrokeHeight:F0} ");
                Continue($"| {row.Lift:F0} | {formatted} |");
            }

            Line($"");
            Line($"Lengths are in IAM units. A pen is at rest when its mean step is below 1.5; it then stops writing. KS distance: the ");
            Continue($"Kolmogorov-Smirnov distance to people's second halves, from 0 (equal) to 1 (no overlap); lower is better. ");
            Continue($"The row 'person' has the distance of people's first halves; a model can hardly be closer.");
            Line($"");
        }

        void Training(TrainingRecord training)
        {
            Line($"## Training");
            Line($"");
            Line($"- {training.TrainingMinutes:F0} minutes, {training.PointsSeen / 1e6:F1} million points, {training.Epochs:F1} epochs ");
            Continue($"over {training.TrainLines} lines; seed {training.Seed}, split seed {training.SplitSeed}; ");
            Continue($"slope {metadata.Slope:F3}; code {MarkdownText.Plain(training.CodeVersion)}.");
            Line($"- Data split by {ModelEvaluation.Name(training.SplitBy)}.");
            if (training.StartedFrom is { } start)
            {
                Line($"- Started from {MarkdownText.Plain(start.Model)}, which was trained on {start.PointsSeen / 1e6:F1} million points ");
                Continue($"in {start.Minutes:F0} minutes");
                if (start.Hidden < config.Hidden)
                    Continue($"; widened from {start.Hidden} to {config.Hidden} units without changing its output");
                Continue($".");
            }

            Line($"- Batches of {options.Batch} lines, {(options.Window == 0 ? "whole lines" : $"windows of {options.Window} steps")}; ");
            Continue($"{options.Optimiser} with learning rate {options.LearningRate}{LayerShares(options, config)}");
            if (options.Optimiser == OptimiserKind.Muon) Continue($" and weight decay {options.WeightDecay}");
            Continue($", {options.Schedule.ToString().ToLowerInvariant()} schedule, gradient norm clipped to {options.ClipNorm}");
            if (options.WeightAverage > 0)
                Continue($"; exponential moving average of the weights with decay {options.WeightAverage} per update");
            Continue($"; {(options.Dequantise ? "points dequantised with new noise in each epoch" : "points as recorded")}, ");
            Continue($"lines stretched by up to {options.LineScaling:P0}.");
            if (config.Cell == Cell.HmLstm)
                Line($"- Boundary detectors at {options.DetectorRateShare} of the learning rate{Boundaries(options)}.");
            if (config.TextWindow is { } window)
            {
                string advance = window.Advance == WindowAdvance.Steps ? "each step" : "the boundaries of the bottom layer";
                Line($"- The model can write a given text. Its text window has {window.Components} Gaussians and ");
                Continue($"{window.Alphabet.Length - 1} characters, and moves at {advance}. ");
                Continue($"{options.TextWholeShare:P0} of the training lines had their whole text, {options.TextNoneShare:P0} none, ");
                Continue($"and the others the text after a word gap.");
            }

            Line($"- The learning curve, from `{name}{PublishedFiles.Metrics}`: ![Above, nats per sequence in training and ");
            Continue($"validation over the points seen; below, the boundary rates of the layers]({link}{PublishedFiles.Curve})");
            Line($"");
        }

        void Line(string text) => card.Append(text).Append('\n');

        // Appends to the line before.
        void Continue(string text)
        {
            card.Length--;
            Line(text);
        }
    }

    private static string LayerShares(TrainingOptions options, ModelConfig config)
    {
        double[] shares = [.. Enumerable.Range(0, config.Layers).Select(options.LayerRateShare)];
        return shares.All(share => share == 1) ? "" : $" (times {string.Join(", ", shares)} in the layers, lowest first)";
    }

    private static string Boundaries(TrainingOptions options)
    {
        string text = "";
        if (options.BoundaryRates.Any(rate => rate > 0))
        {
            text += $"; a prior with weight {options.BoundaryRateWeight} pulls boundary rates towards "
                + $"{string.Join(" and ", options.BoundaryRates)}, lowest layer first";
        }

        if (options.TaughtBoundaries.Count > 0)
        {
            text += $"; taught by the rules {string.Join(" and ", options.TaughtBoundaries)}, lowest layer first, "
                + $"with {options.TaughtBoundaryWeight} nats per error";
            if (options.TaughtShare < 1) text += $" in the first {options.TaughtShare:P0} of the run";
        }

        return text;
    }
}
