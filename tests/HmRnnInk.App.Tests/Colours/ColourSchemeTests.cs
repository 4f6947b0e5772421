namespace HmRnnInk.App.Tests.Colours;

public class ColourSchemeTests
{
    [Fact]
    public void Modes_AreInTheOrderOfTheirValues() =>
        Assert.Equal(Enum.GetValues<ColourMode>(), ColourModes.All.Select(mode => mode.Mode));

    [Fact]
    public void Modes_WrapAroundInBothDirections()
    {
        var scheme = new ColourScheme(Layer: 1, Unit: 7);
        var seen = new List<ColourMode>();
        for (int step = 0; step < ColourModes.All.Count; step++) seen.Add((scheme = scheme.OtherMode(1)).Mode);
        Assert.Equal(Enum.GetValues<ColourMode>().Order(), seen.Order());
        Assert.Equal(new ColourScheme(ColourMode.Nested, 1, 7), scheme);
        Assert.Equal(ColourMode.Plain, scheme.OtherMode(-1).Mode);
    }

    [Theory]
    [InlineData(nameof(ColourMode.Segments), 2)] // the top layer has no segments
    [InlineData(nameof(ColourMode.Operation), 3)]
    [InlineData(nameof(ColourMode.Unit), 3)]
    public void Layers_WrapAround(string modeName, int choices)
    {
        ColourMode mode = Enum.Parse<ColourMode>(modeName);
        var scheme = new ColourScheme(mode);
        var seen = new List<int>();
        for (int step = 0; step < choices; step++) seen.Add((scheme = scheme.OtherLayer(3, 1)).Layer);
        Assert.Equal(Enumerable.Range(0, choices), seen.Order());
        Assert.Equal(choices - 1, new ColourScheme(mode).OtherLayer(3, -1).Layer);
    }

    [Fact]
    public void Units_WrapAround()
    {
        Assert.Equal(255, new ColourScheme(ColourMode.Unit).OtherUnit(256, -1).Unit);
        Assert.Equal(4, new ColourScheme(ColourMode.Unit, Unit: 250).OtherUnit(256, 10).Unit);
        Assert.Equal(0, new ColourScheme(ColourMode.Unit, Unit: 250).OtherUnit(0, 10).Unit);
    }

    [Theory]
    [InlineData(nameof(ColourMode.Segments), 1)]
    [InlineData(nameof(ColourMode.Unit), 2)]
    public void MissingLayerAndUnit_BecomeTheLastOnesOfTheModel(string modeName, int layer)
    {
        ColourMode mode = Enum.Parse<ColourMode>(modeName);
        Assert.Equal(new ColourScheme(mode, layer, 255), new ColourScheme(mode, 9, 999).Within(3, 256));
    }

    [Fact]
    public void WithoutAModel_LayerAndUnitAreTheFirst() =>
        Assert.Equal(new ColourScheme(ColourMode.Unit), new ColourScheme(ColourMode.Unit, 1, 3).OtherLayer(0, 1).Within(0, 0));
}
