// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Contracts that the hub meets, well and badly behaved.

/// @dev A token that does nothing and says so.
contract RefusingToken {
    function transfer(address, uint256) external pure returns (bool) {
        return false;
    }

    function transferFrom(address, address, uint256) external pure returns (bool) {
        return false;
    }
}

/// @dev A wallet that signs what it was told to. ERC-1271.
contract Wallet {
    mapping(bytes32 => bool) public signs;

    function sign(bytes32 hash) external {
        signs[hash] = true;
    }

    function isValidSignature(bytes32 hash, bytes calldata) external view returns (bytes4) {
        return signs[hash] ? this.isValidSignature.selector : bytes4(0);
    }
}

/// @dev A wallet whose check reverts.
contract BrokenWallet {
    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) {
        revert("broken");
    }
}

/// @dev A group of one member. ERC-734.
contract Group {
    address private immutable _member;

    constructor(address member) {
        _member = member;
    }

    function keyHasPurpose(bytes32 key, uint256 purpose) external view returns (bool) {
        return key == bytes32(uint256(uint160(_member))) && purpose == 4;
    }
}

/// @dev Answers neither yes nor no.
contract OddGroup {
    function keyHasPurpose(bytes32, uint256) external pure returns (uint256) {
        return 2;
    }
}

/// @dev Keeps the result it receives. EIP-1154.
contract Receiver {
    bytes32 public id;
    bytes public result;
    uint256 public gas;

    function receiveResult(bytes32 id_, bytes calldata result_) external {
        gas = gasleft();
        id = id_;
        result = result_;
    }
}

/// @dev Refuses results, at length.
contract RefusingReceiver {
    function receiveResult(bytes32, bytes calldata) external pure {
        assembly {
            revert(0, 100000)
        }
    }
}

/// @dev Uses up all gas it gets.
contract BurningReceiver {
    function receiveResult(bytes32, bytes calldata) external pure {
        assembly {
            invalid()
        }
    }
}

/// @dev Refuses approvals.
contract RefusingSpender {
    function receiveApproval(address, uint256, address, bytes calldata) external pure returns (bool) {
        return false;
    }
}

/// @dev Notes approvals.
contract Spender {
    address public sender;
    uint256 public amount;
    address public token;
    bytes public data;

    function receiveApproval(address sender_, uint256 amount_, address token_, bytes calldata data_)
        external
        returns (bool)
    {
        (sender, amount, token, data) = (sender_, amount_, token_, data_);
        return true;
    }
}

/// @dev An earlier hub with scores.
contract PreviousHub {
    mapping(address => uint256) public viewScore;

    function set(address worker, uint256 score) external {
        viewScore[worker] = score;
    }
}

/// @dev Takes tokens of registries, or not. ERC-721.
contract Collector {
    bytes4 private immutable _answer;

    constructor(bytes4 answer) {
        _answer = answer;
    }

    function onERC721Received(address, address, uint256, bytes calldata) external view returns (bytes4) {
        return _answer;
    }
}

/// @dev Refuses tokens of registries, and says why.
contract RefusingCollector {
    function onERC721Received(address, address, uint256, bytes calldata) external pure returns (bytes4) {
        revert("not today");
    }
}

/// @dev Takes every call and answers nothing.
contract Mute {
    fallback() external {}
}

/// @dev Tries to use the moment it is called: claims, completes and withdraws.
contract ReenteringReceiver {
    uint256 public succeeded;
    bool public called;

    function receiveResult(bytes32 id, bytes calldata result) external {
        called = true;
        _try(abi.encodeWithSignature("claim(bytes32)", id));
        _try(abi.encodeWithSignature("finalize(bytes32,bytes,bytes)", id, "", result));
        _try(abi.encodeWithSignature("withdraw(uint256)", 1));
        _try("");
    }

    function _try(bytes memory data) private {
        (bool ok,) = msg.sender.call(data);
        if (ok) ++succeeded;
    }
}
