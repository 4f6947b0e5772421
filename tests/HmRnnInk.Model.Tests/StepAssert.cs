namespace HmRnnInk.Model.Tests;

/// <summary>Compares what two engines did at a step: bit for bit, or within a tolerance.</summary>
internal static class StepAssert
{
    public static void Same(StepTrace expected, StepTrace actual)
    {
        Assert.Equal(expected.Operations, actual.Operations);
        Assert.Equal(expected.Boundaries, actual.Boundaries);
        Assert.Equal(expected.BoundaryProbabilities, actual.BoundaryProbabilities);
        Assert.Equal(expected.TextPosition, actual.TextPosition);
    }

    public static void Same(StepState expected, StepState actual)
    {
        Assert.Equal(expected.Cells, actual.Cells);
        Assert.Equal(expected.Hiddens, actual.Hiddens);
        Assert.Equal(expected.Boundaries, actual.Boundaries);
        Assert.Equal(expected.Kappas, actual.Kappas);
        Assert.Equal(expected.Window, actual.Window);
        Assert.Equal(expected.Text, actual.Text);
    }

    public static void Same(MixtureDensity expected, MixtureDensity actual) => Assert.Equal(Parameters(expected), Parameters(actual));

    public static void Close(MixtureDensity expected, MixtureDensity actual, float tolerance = 1e-3f) =>
        Close(Parameters(expected), Parameters(actual), tolerance);

    public static void Close(float[] expected, float[] actual, float tolerance = 1e-3f)
    {
        for (int index = 0; index < expected.Length; index++) Assert.Equal(expected[index], actual[index], tolerance);
    }

    private static float[] Parameters(MixtureDensity density) =>
    [
        density.PenUpLogit, .. density.WeightLogits, .. density.MeansX, .. density.MeansY, .. density.LogDeviationsX,
        .. density.LogDeviationsY, .. density.Correlations,
    ];
}
