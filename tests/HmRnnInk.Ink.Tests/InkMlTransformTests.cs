using static HmRnnInk.Ink.Tests.InkMlText;

namespace HmRnnInk.Ink.Tests;

/// <summary>Canvas transforms of InkML: affine ones are applied, also through binds and products; others are skipped and counted.</summary>
public sealed class InkMlTransformTests
{
    [Theory]
    [InlineData("<mapping type='identity'/>", 3, 4)]
    [InlineData("<mapping type='affine'>1 0 10, 0 2 20</mapping>", 13, 28)]
    [InlineData("<mapping type='affine'>0 2, 1 0</mapping>", 8, 3)]
    [InlineData("<mapping type='affine'><affine>1 0 0 10, 0 1 0 20</affine></mapping>", 13, 24)] // of a third channel
    [InlineData("<mapping type='identity'><bind source='X' target='Y'/><bind source='Y' target='X'/></mapping>", 4, 3)]
    [InlineData("<mapping type='identity'><bind source='T' target='T'/></mapping>", 3, 4)]
    [InlineData(
        "<mapping type='affine'><bind source='Y'/><bind source='X'/><bind target='X'/><bind target='Y'/>1 0 10, 0 1 20</mapping>", 14, 23)]
    [InlineData(
        "<mapping type='affine'><bind source='T'/><bind source='X'/><bind source='Y'/><bind target='T'/><bind target='Y'/>"
        + "1 0 0, 0 0 2</mapping>", 3, 8)]
    [InlineData("<mapping type='affine'><bind source='X' target='X'/>2 5</mapping>", 11, 4)]
    [InlineData(
        "<mapping type='product'><mapping type='affine'><affine>1 0 10, 0 1 20</affine></mapping>"
        + "<mapping type='affine'>0 2 0, 1 0 0</mapping></mapping>", 18, 23)]
    [InlineData("<mapping mappingRef='#later'/>", 6, 8)]
    public void AffineTransform_IsApplied(string mapping, float x, float y)
    {
        ReadInk read = ReadWith(mapping);

        Assert.Equal((x, y), PlaceIn(read));
        Assert.Empty(read.Notes);
    }

    [Theory]
    [InlineData("<mapping type='mathml'><math/></mapping>", "by MathML")]
    [InlineData("<mapping type='lookup'><bind source='X' column='1'/><table>1 2, 3 4</table></mapping>", "by a lookup table")]
    [InlineData("<mapping type='product'><mapping type='identity'/><mapping type='mathml'/></mapping>", "by MathML")]
    [InlineData("<mapping type='unknown'/>", "that is not affine in X and Y")]
    [InlineData("<mapping type='affine'>1 0 x, 0 1 0</mapping>", "that is not affine in X and Y")]
    [InlineData("<mapping type='affine'>1 0 0</mapping>", "that is not affine in X and Y")]
    [InlineData("<mapping type='affine'>1 0 9 0, 0 1 0 0</mapping>", "that is not affine in X and Y")] // it depends on a third channel
    [InlineData("<mapping type='identity'><bind source='F' target='X'/></mapping>", "that is not affine in X and Y")]
    [InlineData("<mapping mappingRef='#cycle'/>", "that is not affine in X and Y")]
    public void OtherTransform_IsSkippedAndCounted(string mapping, string problem)
    {
        ReadInk read = ReadWith(mapping);

        Assert.Equal((3f, 4f), PlaceIn(read));
        Assert.Equal([$"Skipped: 1 canvas transform {problem}"], read.Notes);
    }

    [Fact]
    public void SkippedTransforms_AreCountedOnceEach_HoweverManyContextsUseThem()
    {
        const string Transforms = "<canvasTransform xml:id='a'><mapping type='mathml'/></canvasTransform>"
            + "<canvasTransform xml:id='b'><mapping type='mathml'/></canvasTransform>";
        string contexts = string.Concat("aabba".Select((transform, index) =>
            $"<context xml:id='c{index}' canvasTransformRef='#{transform}'/>"));
        string traces = string.Concat(Enumerable.Range(0, 5).Select(index => $"<trace contextRef='#c{index}'>1 2</trace>"));

        ReadInk read = Read($"<definitions>{Transforms}{contexts}</definitions>{traces}");

        Assert.Equal(["Skipped: 2 canvas transforms by MathML"], read.Notes);
    }

    [Fact]
    public void MappingOfAChannel_IsSkippedAndCounted()
    {
        ReadInk read = Read(
            "<traceFormat><channel name='X'><mapping type='lookup'/></channel><channel name='Y'/></traceFormat><trace>3 4</trace>");

        Assert.Equal((3f, 4f), PlaceIn(read));
        Assert.Equal(["Skipped: 1 mapping of a channel"], read.Notes);
    }

    private static ReadInk ReadWith(string mapping) => Read(
        $"<definitions><canvasTransform xml:id='t'>{mapping}</canvasTransform><context xml:id='c' canvasTransformRef='#t'/>"
        + "<mapping xml:id='later' type='affine'>2 0, 0 2</mapping><mapping xml:id='cycle' mappingRef='#cycle'/></definitions>"
        + "<trace contextRef='#c'>3 4</trace>");

    private static (float X, float Y) PlaceIn(ReadInk read) => Place(read.Ink.Strokes[0].Points[0]);
}
