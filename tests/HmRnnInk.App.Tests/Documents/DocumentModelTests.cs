namespace HmRnnInk.App.Tests.Documents;

public sealed class DocumentModelTests
{
    private static readonly DocumentModel Known = new("a", new string('a', 64), 3, 8);

    [Fact]
    public void SameWeightsUnderAnotherName_AreTheSameModel()
    {
        Assert.True(Known.IsSameAs(Known with { Name = "b" }));
        Assert.False(Known.IsSameAs(Known with { Sha256 = new string('b', 64) }));
        Assert.False(Known.IsSameAs(Known with { Hidden = 9 }));
        Assert.False(Known.IsSameAs(null));
    }

    [Fact]
    public void UnknownWeights_EqualNoModel()
    {
        DocumentModel unknown = Known with { Sha256 = DocumentModel.UnknownWeights };
        Assert.False(unknown.IsSameAs(unknown));
        Assert.False(unknown.IsSameAs(Known));
        Assert.False(Known.IsSameAs(unknown));
    }
}
