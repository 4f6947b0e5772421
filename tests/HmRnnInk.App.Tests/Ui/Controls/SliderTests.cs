using HmRnnInk.App.Commands;
using HmRnnInk.App.Ui.Controls;

namespace HmRnnInk.App.Tests.Ui.Controls;

public class SliderTests
{
    [Fact]
    public void EndOfASlider_IsInfinity_IfItsRangeAllowsThat()
    {
        double speed = 1;
        var slider = new Slider("Speed")
        {
            Range = new NumberRange(0.25, 16, 1.25) { Logarithmic = true, AllowsInfinity = true },
            Read = () => speed,
            Write = value => speed = value,
        };
        slider.Bounds = new Box(0, 0, 200, 46);
        slider.Drag(400, 0);
        Assert.Equal(double.PositiveInfinity, speed);
        Assert.Equal(1, slider.KnobPosition);
        slider.Key(InkKey.Left, KeyModifiers.None);
        Assert.Equal(16, speed);
        slider.Key(InkKey.Right, KeyModifiers.None);
        Assert.Equal(double.PositiveInfinity, speed);
        slider.Drag(0, 0);
        Assert.Equal(0.25, speed);
    }
}
