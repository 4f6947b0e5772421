using HmRnnInk.Model.Tests;

namespace HmRnnInk.App.Tests.Session;

/// <summary>A random model of ink whose text window moves on evenly, so that a test knows when which letter is written.</summary>
internal static class TextModel
{
    public const string Alphabet = " abcdefghijklmnopqrstuvwxyz\uFFFD";

    /// <summary>Components of the mixture density.</summary>
    private const int Mixture = 4;

    private const int OutputEmbedding = 12;

    /// <param name="rowsOfLetter">Rows that a letter takes; 0 for a window that never moves.</param>
    public static InkModel Create(int rowsOfLetter = 10) =>
        Enumerable.Range(1, 100).Select(seed => Create(rowsOfLetter, seed))
            .First(model => Fires(model, layer: 0) && Fires(model, layer: 1));

    /// <summary>A model whose pen does not move, and whose text window hardly moves.</summary>
    public static InkModel CreateResting()
    {
        InkModel model = Create(rowsOfLetter: 1000);
        Normalisation normalisation = model.Metadata.Normalisation;
        float[] bias = model.Weights["head.bias"];
        Array.Clear(model.Weights["head.weight"]);
        bias.AsSpan(1 + Mixture, Mixture).Fill(-normalisation.MeanX / normalisation.DeviationX);
        bias.AsSpan(1 + 2 * Mixture, Mixture).Fill(-normalisation.MeanY / normalisation.DeviationY);
        bias.AsSpan(1 + 3 * Mixture, 2 * Mixture).Fill(-20);
        return model;
    }

    /// <summary>Whether a layer ends a segment now and then.</summary>
    private static bool Fires(InkModel model, int layer)
    {
        var engine = new SimdStepEngine(model);
        var trace = new StepTrace(model.Config.Layers);
        int fired = RandomModel.Line(200, seed: 1).Count(row =>
        {
            engine.Advance(row, trace);
            return trace.Boundaries[layer];
        });
        return fired is > 10 and < 120;
    }

    private static InkModel Create(int rowsOfLetter, int seed)
    {
        const int Components = 2;
        var window = new TextWindow { Alphabet = Alphabet, Components = Components };
        InkModel model = HandlikeModel.Create(
            new ModelConfig
            {
                Layers = 3,
                Hidden = 12,
                Embedding = 6,
                OutputEmbedding = OutputEmbedding,
                Components = Mixture,
                TextWindow = window,
            },
            seed);
        // Pen-ups are as frequent whatever the text is.
        model.Weights["head.weight"].AsSpan(0, OutputEmbedding).Clear();
        model.Weights["head.bias"][1 + Mixture] = 0.1f;
        Array.Clear(model.Weights["window.weight"]);
        Array.Clear(model.Weights["window.bias"]);
        // κ moves by softplus(κ̂) / TextWindow.PointsPerCharacter.
        float advance = rowsOfLetter == 0 ? -30 : MathF.Log(MathF.Exp(TextWindow.PointsPerCharacter / rowsOfLetter) - 1);
        model.Weights["window.bias"].AsSpan(2 * Components).Fill(advance);
        return model;
    }
}
