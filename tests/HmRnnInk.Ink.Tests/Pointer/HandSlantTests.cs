using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Ink.Tests.Pointer;

/// <summary>How far handwriting leans, and how an unusual slant is taken out of what a model reads.</summary>
public sealed class HandSlantTests
{
    private const float PixelsPerUnit = 0.2f;

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(-0.5)]
    [InlineData(-1)]
    public void Slant_IsThatOfTheDownstrokes(double slant)
    {
        var measured = new HandSlant();
        for (int letter = 0; letter < 5; letter++) measured = measured.After(10, -30).After(-30 * slant, 30).After(25, 3);
        Assert.Equal(slant, measured.Value!.Value, 1e-6);
    }

    [Fact]
    public void NoDownstroke_HasNoSlant() => Assert.Null(new HandSlant().After(10, 0).After(0, -10).After(10, 4).Value);

    [Theory]
    [InlineData(0)]
    [InlineData(0.4f)]
    [InlineData(-0.6f)]
    public void EncodedRows_LeanAsUsual_AndStandWhereTheInkIs(float shear)
    {
        OffsetEncoder encoder = Encode(shear), upright = Encode(0);
        double taken = encoder.Scale.Slant - upright.Scale.Slant;
        Assert.Equal(shear, taken, 0.15);
        Assert.Equal(Slant(upright), Slant(encoder), 0.15);
        for (int row = 1; row < encoder.Rows.Count; row++)
        {
            (EncodedRow from, EncodedRow to) = (encoder.Rows[row - 1], encoder.Rows[row]);
            (float x, float y) = encoder.Scale.Map.ToPixels(to.Offset);
            Assert.Equal(to.X - from.X, x, 0.01f);
            Assert.Equal(to.Y - from.Y, y, 0.01f);
        }
    }

    [Fact]
    public void UsualSlant_IsLeftAsItIs()
    {
        HandEstimate hand = HandEstimate.Expect(PixelsPerUnit).After([new(0, 0, 0), new(2, 100, 1)], 100, 0.5, new HandSlant(4, 100));
        Assert.Equal(0, hand.Scale.Slant);
    }

    /// <summary>A model writes with a slant of about −0.07, and less where the hand leans to the left.</summary>
    [Theory]
    [InlineData(0.4, -0.12)]
    [InlineData(0, -0.07)]
    [InlineData(-0.4, -0.02)]
    public void ModelsInk_LeansAsFarAsTheHand(double slant, double written)
    {
        HandEstimate hand = HandEstimate.Expect(PixelsPerUnit);
        for (int stroke = 0; stroke < 60; stroke++)
            hand = hand.After([new(0, 0, 0), new((float)(-40 * slant), 40, 1)], 45, 0.1, new HandSlant(40 * slant, 40));
        UnitMap map = hand.MapOfModel(hand.Scale);
        Assert.Equal(hand.Scale.PixelsPerUnit, map.PixelsPerUnit);
        (float x, float y) = map.ToPixels(new PenOffset((float)(-100 * written), 100, false));
        Assert.Equal(slant, -x / y, 0.05);
    }

    [Fact]
    public void ModelsInk_NeverLeansFurtherThanTheMaximum()
    {
        HandEstimate hand = HandEstimate.Expect(PixelsPerUnit);
        for (int stroke = 0; stroke < 60; stroke++) hand = hand.After([new(0, 0, 0), new(-60, 40, 1)], 80, 0.1, new HandSlant(60, 40));
        Assert.Equal(1, hand.MapOfModel(hand.Scale).Slant);
    }

    [Fact]
    public void FewDownstrokes_CountLittle()
    {
        HandEstimate hand = HandEstimate.Expect(PixelsPerUnit);
        float before = 0;
        for (int stroke = 0; stroke < 30; stroke++)
        {
            hand = hand.After([new(0, 0, 0), new(20, 40, 1)], 45, 0.1, new HandSlant(-20, 40));
            Assert.InRange(hand.Scale.Slant, -0.5f, before);
            before = hand.Scale.Slant;
            if (stroke == 0) Assert.InRange(before, -0.15f, 0);
        }

        Assert.InRange(before, -0.5f, -0.35f);
    }

    [Fact]
    public void Map_ToUnitsAndBack_IsTheSameMovement()
    {
        var map = new UnitMap(0.25f, -0.5f);
        PenOffset offset = map.ToUnits(3, 8, penUp: true);
        Assert.Equal(new PenOffset((3 - 0.5f * 8) / 0.25f, 32, true), offset);
        Assert.Equal((3, 8), map.ToPixels(offset));
    }

    private static OffsetEncoder Encode(float shear)
    {
        var encoder = new OffsetEncoder(HandEstimate.Expect(PixelsPerUnit));
        foreach (Stroke stroke in SyntheticHand.Write(words: 12).Strokes)
        {
            EncodedStrokes.Write(encoder, [.. stroke.Points.Select(point =>
                new InkPoint(PixelsPerUnit * (point.X - shear * (point.Y - 1000)), PixelsPerUnit * point.Y, point.TimeSeconds))]);
        }

        return encoder;
    }

    /// <summary>The slant of what a model reads.</summary>
    private static double Slant(OffsetEncoder encoder)
    {
        var slant = new HandSlant();
        for (int row = 1; row < encoder.Rows.Count; row++)
        {
            PenOffset offset = encoder.Rows[row].Offset;
            if (encoder.Rows[row - 1].Stroke == encoder.Rows[row].Stroke) slant = slant.After(offset.DeltaX, offset.DeltaY);
        }

        return slant.Value!.Value;
    }
}
